import { FIRST_PAYLOAD_WORD } from './lru-index.js';

/*
 * A key's first block: five words of the index; series and count; the newest time (a double); the second up to which entries may
 * be missing; the next block; two entries. Further blocks: the next block, and five entries.
 * An entry: the lower half of its time, and its id.
 */
export const SERIES_AND_COUNT = FIRST_PAYLOAD_WORD;
export const NEWEST_DOUBLE = 3;
export const MISSING_UP_TO = 8;
export const NEXT_BLOCK = 9;
export const FIRST_ENTRY = 10;
export const ENTRY_WORDS = 3;

export const COUNT_BITS = 14;
export const COUNT_MASK = (1 << COUNT_BITS) - 1;
/** A key holds at most so many entries. Rules compare with 10,000 at most. */
export const MAX_ENTRIES = COUNT_MASK;

/** The series in a word of `SERIES_AND_COUNT`. */
export function seriesIn(word: number): number {
  return word >>> COUNT_BITS;
}
