import { LRUCache } from 'lru-cache';
import { clip } from './clip.js';
import { contactsIn } from './contacts.js';
import { compose } from './compose.js';
import { readingsOf, type TextReading } from './forms/readings.js';
import { waysIn, type Ways } from './links.js';
import { scriptsIn } from './scripts.js';
import type { Find, Placed } from './ways/placed.js';
import { wayReadings } from './ways/way-readings.js';

/** The part of a text that text facts look at, with everything they find in it, each worked out when first asked for. */
export class Text {
  readonly #clipped: string;
  #readings: readonly TextReading[] | null = null;
  #ways: Ways | null = null;
  #wayReadings: readonly Placed[] | null = null;
  #contacts: readonly Find[] | null = null;
  #scripts: readonly string[] | null = null;

  constructor(clipped: string) {
    this.#clipped = clipped;
  }

  /** In code points. */
  get length(): number {
    return [...this.#clipped].length;
  }

  /** The ways to read it in which terms are looked for. */
  get readings(): readonly TextReading[] {
    return (this.#readings ??= readingsOf(this.#clipped));
  }

  /** As they are read, in the order of the text. */
  get links(): readonly string[] {
    return this.#waysOut.links.map(({ shown }) => shown);
  }

  /** As they are read, in the order of the text. */
  get contacts(): readonly string[] {
    this.#contacts ??= contactsIn(this.#clipped, this.#readingsOfWays, this.#waysOut);
    return this.#contacts.map(({ shown }) => shown);
  }

  /** By name, in alphabetical order. */
  get scripts(): readonly string[] {
    return (this.#scripts ??= scriptsIn(compose(this.#clipped)));
  }

  get #waysOut(): Ways {
    return (this.#ways ??= waysIn(this.#clipped, this.#readingsOfWays));
  }

  get #readingsOfWays(): readonly Placed[] {
    return (this.#wayReadings ??= wayReadings(this.#clipped));
  }
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
