import { clip } from './clip.js';
import { contactsIn } from './contacts/contacts.js';
import { compose } from './compose.js';
import { normalizedTextsOf, type NormalizedText } from './terms/normalized-text.js';
import { linksAndMailsIn } from './contacts/links.js';
import { TextCache } from './text-cache.js';
import { scriptsIn } from './scripts.js';
import type { SourceMatch } from './deobfuscation/mapped-text.js';
import { deobfuscatedTexts } from './deobfuscation/deobfuscated-texts.js';

/** The part of a text that text facts look at. Everything that they find in it is computed on first use. */
export class Text {
  readonly #clipped: string;
  #found: LinksAndContacts | null = null;
  #scripts: readonly string[] | null = null;
  #length: number | null = null;

  constructor(clipped: string) {
    this.#clipped = clipped;
  }

  /** The length in code points. */
  get length(): number {
    return (this.#length ??= Array.from(this.#clipped).length);
  }

  /** The normalizations in which terms are looked for. */
  get normalizedTexts(): readonly NormalizedText[] {
    return cachedNormalizedTexts(this.#clipped);
  }

  /** Links as they are read, in the order of the text. */
  get links(): readonly string[] {
    return this.#linksAndContacts.links;
  }

  /** Contacts as they are read, in the order of the text. */
  get contacts(): readonly string[] {
    return this.#linksAndContacts.contacts;
  }

  /** The names of its scripts, in alphabetical order. */
  get scripts(): readonly string[] {
    return (this.#scripts ??= scriptsIn(compose(this.#clipped)));
  }

  get #linksAndContacts(): LinksAndContacts {
    return (this.#found ??= linksAndContactsIn(this.#clipped));
  }
}

interface LinksAndContacts {
  readonly links: readonly string[];
  readonly contacts: readonly string[];
}

/** Finds both at once: rules ask for both, and the deobfuscated texts are too large to keep. */
function linksAndContactsIn(text: string): LinksAndContacts {
  const texts = deobfuscatedTexts(text);
  const found = linksAndMailsIn(text, texts);
  return { links: found.links.map(asShown), contacts: contactsIn(text, texts, found).map(asShown) };
}

function asShown({ shown }: SourceMatch): string {
  return shown;
}

/** Small, because all lists search a text in turn and then no more, and normalized texts are large. */
const normalizedTextCache = new TextCache<readonly NormalizedText[]>(64);

function cachedNormalizedTexts(text: string): readonly NormalizedText[] {
  const known = normalizedTextCache.get(text);
  if (known !== undefined) return known;
  const normalized = normalizedTextsOf(text);
  normalizedTextCache.set(text, normalized);
  return normalized;
}

/** Texts repeat: rules read the same text many times, tags name a few groups, and spam comes in bulk. */
const textCache = new TextCache<Text>(2_048);

/** The `Text` of a text, from the cache if it is there. */
export function textOf(text: string): Text {
  const clipped = clip(text);
  const known = textCache.get(clipped);
  if (known !== undefined) return known;
  const made = new Text(clipped);
  textCache.set(clipped, made);
  return made;
}
