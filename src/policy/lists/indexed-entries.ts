import {
  entryAt,
  countOf,
  packingEntries,
  type PackedEntries,
} from '../../moderation/lists/packed-entries.js';
import type { ListEntry } from '../../moderation/lists/list-entry.js';
import type { CooperativeTask } from '../../runtime/cooperative-task.js';
import { buildTermIndex, type TermIndex } from '../../moderation/text/terms/term-index.js';

/** Terms as bytes, with the index that finds them. */
export interface IndexedEntries {
  readonly entries: PackedEntries;
  readonly index: TermIndex;
  /** By number: a hash of what all that are the same have in common. */
  readonly keyHashes: Uint32Array;
}

/** @param firsts of entries that are sound, as `problemsOfList` fills it: each is the first of its kind */
export function* indexingEntries(
  entries: readonly ListEntry[],
  firsts: ReadonlyMap<string, number>,
): CooperativeTask<IndexedEntries> {
  const packed = yield* packingEntries(entries, entries.length);
  const index = yield* buildTermIndex(entries.map(({ value }) => value));
  return { entries: packed, index, keyHashes: Uint32Array.from(firsts.keys(), keyHash) };
}

/** The same for entries that are packed already. */
export function* indexingPackedEntries(
  packed: PackedEntries,
  likes: Uint32Array,
): CooperativeTask<IndexedEntries> {
  const values: string[] = [];
  for (let number = 0; number < countOf(packed); number += 1) {
    values.push(entryAt(packed, number)?.value ?? '');
    if (number % VALUES_PER_SLICE === 0) yield;
  }
  return { entries: packed, index: yield* buildTermIndex(values), keyHashes: likes };
}

const VALUES_PER_SLICE = 1_000;

/** FNV-1a of UTF-16 units. */
export function keyHash(folded: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < folded.length; at += 1) hash = Math.imul(hash ^ folded.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
