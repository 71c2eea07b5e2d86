import { createHash, type Hash } from 'node:crypto';
import { concatRanges, rangesOf, type EntryRange } from '../../moderation/lists/concat-ranges.js';
import { jsonOf, countOf, type PackedEntries } from '../../moderation/lists/packed-entries.js';
import type { ListFileLayout } from './file/list-header.js';
import type { IndexedEntries } from './indexed-entries.js';

/** The entries of a list's file: a base, and a delta of later changes. */
export interface LayeredList {
  readonly file: Buffer;
  readonly layout: ListFileLayout & { readonly start: number };
  /** By place: where the row of an entry ends; `null` where that is not known. */
  readonly ends: Uint32Array | null;
  readonly base: IndexedEntries;
  /** Entries that came after the base was made; some may be gone again. */
  readonly delta: IndexedEntries | null;
  /** By place: the number of the entry. Those of `delta` follow on those of the base. */
  readonly order: Int32Array;
  /** The entries from this number on were not there when the file was read before. */
  readonly addedFrom: number;
  readonly revision: string;
}

export type Layers = Pick<LayeredList, 'base' | 'delta' | 'order'>;

/** How many numbers there are, those of entries that are gone included. */
export function numberCount({ base, delta }: Layers): number {
  return countOf(base.entries) + (delta === null ? 0 : countOf(delta.entries));
}

/** By number: the entry's place in the list; −1 where it is gone. */
export function placesByNumber(list: Layers): Int32Array {
  const places = new Int32Array(numberCount(list)).fill(-1);
  for (let place = 0; place < list.order.length; place += 1) places[list.order[place] ?? 0] = place;
  return places;
}

export function keyHashAt({ base, delta }: Layers, number: number): number {
  const inBase = countOf(base.entries);
  return (number < inBase ? base.keyHashes[number] : delta?.keyHashes[number - inBase]) ?? 0;
}

export function packedLayers({ base, delta }: Layers): readonly [PackedEntries, PackedEntries | null] {
  return [base.entries, delta?.entries ?? null];
}

/** All entries packed in their order, with their key hashes. */
export function mergedLayers(list: Layers): { readonly packed: PackedEntries; readonly likes: Uint32Array } {
  const packed = concatRanges(rangesOf(list.order, packedLayers(list)));
  return { packed, likes: Uint32Array.from(list.order, (number) => keyHashAt(list, number)) };
}

/** SHA-256 of the canonical JSON of the entries. */
export function revisionOf(list: Layers): string {
  const [first, ...others] = rangesOf(list.order, packedLayers(list));
  const hash = first === undefined ? createHash('sha256').update('[') : hashOfFirstRange(first);
  for (const { entries, from, to } of others) hash.update(',').update(jsonOf(entries, from, to));
  return hash.update(']').digest('hex');
}

/** By layer: a hash of its entries up to a number. Most changes are at the end, and a hundred megabytes before them stay as they are. */
const prefixHashes = new WeakMap<PackedEntries, { readonly to: number; readonly hash: Hash }>();

function hashOfFirstRange({ entries, from, to }: EntryRange): Hash {
  const known = from === 0 ? prefixHashes.get(entries) : undefined;
  if (known === undefined || known.to > to) {
    const hash = createHash('sha256')
      .update('[')
      .update(jsonOf(entries, from, to));
    if (from === 0) prefixHashes.set(entries, { to, hash: hash.copy() });
    return hash;
  }
  const hash = known.hash.copy();
  if (known.to < to) hash.update(',').update(jsonOf(entries, known.to, to));
  return hash;
}
