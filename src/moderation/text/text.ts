import { LRUCache } from 'lru-cache';
import { clip } from './clip.js';
import { contactsIn } from './contacts.js';
import { compose } from './compose.js';
import { readingsOf, type TextReading } from './forms/readings.js';
import { waysIn, type Ways } from './links.js';
import { scriptsIn } from './scripts.js';

/** The part of a text that text facts look at, with everything they find in it, each worked out when first asked for. */
export class Text {
  readonly #clipped: string;
  #composed: string | null = null;
  #ways: Ways | null = null;
  #contacts: readonly string[] | null = null;
  #scripts: readonly string[] | null = null;

  constructor(clipped: string) {
    this.#clipped = clipped;
  }

  /** In code points. */
  get length(): number {
    return [...this.#clipped].length;
  }

  /** Compatible characters made one; what links and contacts are found in, and shown as. */
  get composed(): string {
    return (this.#composed ??= compose(this.#clipped));
  }

  /** The ways to read it in which terms are looked for. */
  get readings(): readonly TextReading[] {
    return recentReadings(this.#clipped);
  }

  /** In the order of the text. */
  get links(): readonly string[] {
    return this.#waysOut.links.map(({ start, end }) => this.composed.slice(start, end));
  }

  /** In the order of the text. */
  get contacts(): readonly string[] {
    return (this.#contacts ??= contactsIn(this.composed, this.#waysOut));
  }

  /** By name, in alphabetical order. */
  get scripts(): readonly string[] {
    return (this.#scripts ??= scriptsIn(this.composed));
  }

  get #waysOut(): Ways {
    return (this.#ways ??= waysIn(this.composed));
  }
}

/** All lists look into a text at once, and then no more: what is larger than the text is not kept for long. */
const read = new LRUCache<string, readonly TextReading[]>({ max: 32 });

function recentReadings(text: string): readonly TextReading[] {
  const known = read.get(text);
  if (known !== undefined) return known;
  const readings = readingsOf(text);
  read.set(text, readings);
  return readings;
}

/** Texts repeat: the rules ask the same one many questions, tags come from a handful of groups, and spam is sent in bulk. */
const recent = new LRUCache<string, Text>({ max: 2_048 });

/** A text ready for questions. What it answers depends on the text alone. */
export function textOf(text: string): Text {
  const clipped = clip(text);
  const known = recent.get(clipped);
  if (known !== undefined) return known;
  const made = new Text(clipped);
  recent.set(clipped, made);
  return made;
}
