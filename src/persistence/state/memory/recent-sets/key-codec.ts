import type { Digest } from '../../keyed-hash.js';
import type { Entry } from './entry.js';
import { COUNT_MASK, ENTRY_WORDS, FIRST_ENTRY, MISSING_UP_TO, NEWEST_DOUBLE } from './key-layout.js';
import { NEXT_BLOCK, SERIES_AND_COUNT, seriesIn } from './key-layout.js';
import { HIGH, LOW } from './lru-index.js';
import { BLOCK_WORDS } from './block-allocator.js';
import type { BlockAllocator } from './block-allocator.js';

/** The words of an encoded key before its entries: digest, series and count, the second up to which entries are missing, the newest time. */
const HEADER_WORDS = 6;

/** One key of a snapshot. */
export interface DecodedKey {
  readonly key: Digest;
  readonly series: number;
  /** Milliseconds: the time of the newest entry. */
  readonly newest: number;
  /** Seconds since the epoch. */
  readonly missingUpTo: number;
  readonly entries: readonly Entry[];
}

const double = new Float64Array(1);
const halves = new Int32Array(double.buffer);

/** The words that a key takes in a snapshot. */
export function encodedWords(blocks: BlockAllocator, head: number): number {
  const count = (blocks.words[head * BLOCK_WORDS + SERIES_AND_COUNT] ?? 0) & COUNT_MASK;
  return HEADER_WORDS + count * ENTRY_WORDS;
}

/** Writes a key at a word. @returns the word behind it */
export function encodeKey(blocks: BlockAllocator, head: number, to: Int32Array, at: number): number {
  const { words, doubles } = blocks;
  const start = head * BLOCK_WORDS;
  to[at] = words[start + LOW] ?? 0;
  to[at + 1] = words[start + HIGH] ?? 0;
  to[at + 2] = words[start + SERIES_AND_COUNT] ?? 0;
  to[at + 3] = words[start + MISSING_UP_TO] ?? 0;
  double[0] = doubles[head * (BLOCK_WORDS / 2) + NEWEST_DOUBLE] ?? 0;
  to.set(halves, at + 4);
  let left = encodedWords(blocks, head) - HEADER_WORDS;
  let from = start + FIRST_ENTRY;
  let end = start + BLOCK_WORDS;
  let next = words[start + NEXT_BLOCK] ?? 0;
  for (let out = at + HEADER_WORDS; left > 0; left--) {
    if (end - from < 1) {
      from = next * BLOCK_WORDS + 1;
      end = next * BLOCK_WORDS + BLOCK_WORDS;
      next = words[next * BLOCK_WORDS] ?? 0;
    }
    to[out++] = words[from++] ?? 0;
  }
  return at + encodedWords(blocks, head);
}

/** The words at which the keys of a snapshot's block begin. */
export function keyOffsets(words: Int32Array): readonly number[] {
  const starts: number[] = [];
  for (let at = 0; at + HEADER_WORDS <= words.length;) {
    starts.push(at);
    at += HEADER_WORDS + ((words[at + 2] ?? 0) & COUNT_MASK) * ENTRY_WORDS;
  }
  return starts;
}

/** The key that begins at a word. */
export function decodeKey(words: Int32Array, at: number): DecodedKey {
  const seriesAndCount = words[at + 2] ?? 0;
  halves.set(words.subarray(at + 4, at + 6));
  const newest = double[0] ?? 0;
  const entries: Entry[] = [];
  for (let left = seriesAndCount & COUNT_MASK, from = at + HEADER_WORDS; left > 0; left--) {
    const age = ((newest | 0) - (words[from] ?? 0)) >>> 0;
    entries.push({ at: newest - age, id: { low: words[from + 1] ?? 0, high: words[from + 2] ?? 0 } });
    from += ENTRY_WORDS;
  }
  return {
    key: { low: words[at] ?? 0, high: words[at + 1] ?? 0 },
    series: seriesIn(seriesAndCount),
    newest,
    missingUpTo: (words[at + 3] ?? 0) >>> 0,
    entries,
  };
}
