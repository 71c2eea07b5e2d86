import { FIRST_OWN_WORD } from './key-index.js';
import { UNIT_WORDS } from './units.js';

/*
 * A key's first unit: five words of the index, then series and count, the newest time (a double), the second up to which
 * entries may be missing, the next unit, and two entries. Further units: the next unit, and five entries.
 * An entry: the lower half of its time, and its id.
 */
export const SERIES_AND_COUNT = FIRST_OWN_WORD;
export const NEWEST_DOUBLE = 3;
export const MISSING_UP_TO = 8;
export const NEXT_UNIT = 9;
export const ENTRY_WORDS = 3;
const FIRST_ENTRY = 10;

/** Walks the entries of a key. */
export class EntryCursor {
  /** Word of the entry it stands at; 0 when the units end before it. */
  at = 0;
  /** Word that holds the next unit's number. */
  link = 0;
  private end = 0;

  constructor(private readonly words: Int32Array) {}

  start(head: number): void {
    const start = head * UNIT_WORDS;
    this.link = start + NEXT_UNIT;
    this.at = start + FIRST_ENTRY;
    this.end = start + UNIT_WORDS;
  }

  advance(): void {
    this.at += ENTRY_WORDS;
    if (this.at < this.end) return;
    const next = this.words[this.link] ?? 0;
    if (next === 0) this.at = 0;
    else this.enter(next);
  }

  /** Hangs a unit on the last one, and stands at its first entry. */
  extend(unit: number): void {
    this.words[this.link] = unit;
    this.enter(unit);
  }

  private enter(unit: number): void {
    this.link = unit * UNIT_WORDS;
    this.at = this.link + 1;
    this.end = this.link + UNIT_WORDS;
  }
}
