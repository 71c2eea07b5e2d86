import { clip } from './clip.js';
import { contactsIn } from './contacts/contacts.js';
import { compose } from './compose.js';
import { normalizedTextsOf, type NormalizedText } from './terms/normalized-text.js';
import { linksAndMailsIn } from './contacts/links.js';
import { TextCache } from './text-cache.js';
import { scriptsIn } from './scripts.js';
import type { SourceMatch } from './deobfuscation/mapped-text.js';
import { deobfuscatedTexts } from './deobfuscation/deobfuscated-texts.js';

/** The part of a text that text facts look at, with everything they find in it, each worked out when first asked for. */
export class Text {
  readonly #clipped: string;
  #found: LinksAndContacts | null = null;
  #scripts: readonly string[] | null = null;
  #length: number | null = null;

  constructor(clipped: string) {
    this.#clipped = clipped;
  }

  /** In code points. */
  get length(): number {
    return (this.#length ??= Array.from(this.#clipped).length);
  }

  /** The ways to read it in which terms are looked for. */
  get normalizedTexts(): readonly NormalizedText[] {
    return cachedNormalizedTexts(this.#clipped);
  }

  /** As they are read, in the order of the text. */
  get links(): readonly string[] {
    return this.#linksAndContacts.links;
  }

  /** As they are read, in the order of the text. */
  get contacts(): readonly string[] {
    return this.#linksAndContacts.contacts;
  }

  /** By name, in alphabetical order. */
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

/** Both at once: rules ask for both, and the readings in which they are found are larger than the text. */
function linksAndContactsIn(text: string): LinksAndContacts {
  const readings = deobfuscatedTexts(text);
  const ways = linksAndMailsIn(text, readings);
  return { links: ways.links.map(asShown), contacts: contactsIn(text, readings, ways).map(asShown) };
}

function asShown({ shown }: SourceMatch): string {
  return shown;
}

/** All lists look into a text at once, and then no more: what is larger than the text is not kept for long. */
const normalizedTextCache = new TextCache<readonly NormalizedText[]>(64);

function cachedNormalizedTexts(text: string): readonly NormalizedText[] {
  const known = normalizedTextCache.get(text);
  if (known !== undefined) return known;
  const readings = normalizedTextsOf(text);
  normalizedTextCache.set(text, readings);
  return readings;
}

/** Texts repeat: the rules ask the same one many questions, tags come from a handful of groups, and spam is sent in bulk. */
const textCache = new TextCache<Text>(2_048);

/** A text ready for questions. What it answers depends on the text alone. */
export function textOf(text: string): Text {
  const clipped = clip(text);
  const known = textCache.get(clipped);
  if (known !== undefined) return known;
  const made = new Text(clipped);
  textCache.set(clipped, made);
  return made;
}
