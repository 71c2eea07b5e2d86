import { entryOf, lengthOf, packing, type Slab } from '../../moderation/lists/packed-entries.js';
import type { ListEntry } from '../../moderation/lists/list.js';
import type { Sliced } from '../../runtime/cooperative-task.js';
import { buildingTermIndex, type TermIndex } from '../../moderation/text/terms/term-index.js';

/** Terms as bytes, with the index that finds them. */
export interface IndexedSlab {
  readonly slab: Slab;
  readonly index: TermIndex;
  /** By number: a hash of what all that are the same have in common. */
  readonly likes: Uint32Array;
}

/** @param firsts of entries that are sound, as `problemsOfList` fills it: each is the first of its kind */
export function* slabOf(
  entries: readonly ListEntry[],
  firsts: ReadonlyMap<string, number>,
): Sliced<IndexedSlab> {
  const slab = yield* packing(entries, entries.length);
  const index = yield* buildingTermIndex(entries.map(({ value }) => value));
  return { slab, index, likes: Uint32Array.from(firsts.keys(), likeness) };
}

/** The same of entries that are a slab already. */
export function* indexingSlab(slab: Slab, likes: Uint32Array): Sliced<IndexedSlab> {
  const values: string[] = [];
  for (let number = 0; number < lengthOf(slab); number += 1) {
    values.push(entryOf(slab, number)?.value ?? '');
    if (number % VALUES_AT_ONCE === 0) yield;
  }
  return { slab, index: yield* buildingTermIndex(values), likes };
}

const VALUES_AT_ONCE = 1_000;

/** FNV-1a of UTF-16 units. */
export function likeness(folded: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < folded.length; at += 1) hash = Math.imul(hash ^ folded.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}
