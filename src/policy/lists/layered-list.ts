import { createHash, type Hash } from 'node:crypto';
import { gathered, runsOf, type Run } from '../../moderation/lists/concat-ranges.js';
import { jsonOf, lengthOf, type Slab } from '../../moderation/lists/packed-entries.js';
import type { Layout } from './list-file.js';
import type { IndexedSlab } from './indexed-entries.js';

/** What a list's file was found to hold. */
export interface KeptList {
  readonly file: Buffer;
  readonly layout: Layout & { readonly start: number };
  /** By place: where the row of an entry ends; `null` where that is not known. */
  readonly ends: Uint32Array | null;
  readonly base: IndexedSlab;
  /** What came after the base was made; some of it may be gone again. */
  readonly late: IndexedSlab | null;
  /** By place: the number of the entry. Those of `late` follow on those of the base. */
  readonly order: Int32Array;
  /** The entries from this number on were not there when the file was read before. */
  readonly addedFrom: number;
  readonly revision: string;
}

export type Numbered = Pick<KeptList, 'base' | 'late' | 'order'>;

/** How many numbers there are, those of entries that are gone included. */
export function numbersOf({ base, late }: Numbered): number {
  return lengthOf(base.slab) + (late === null ? 0 : lengthOf(late.slab));
}

/** By number: the entry's place in the list; −1 where it is gone. */
export function placesOf(list: Numbered): Int32Array {
  const places = new Int32Array(numbersOf(list)).fill(-1);
  for (let place = 0; place < list.order.length; place += 1) places[list.order[place] ?? 0] = place;
  return places;
}

export function likenessAt({ base, late }: Numbered, number: number): number {
  const inBase = lengthOf(base.slab);
  return (number < inBase ? base.likes[number] : late?.likes[number - inBase]) ?? 0;
}

export function slabsOf({ base, late }: Numbered): readonly [Slab, Slab | null] {
  return [base.slab, late?.slab ?? null];
}

/** A slab that has all entries, in their order, and their likenesses. */
export function whole(list: Numbered): { readonly slab: Slab; readonly likes: Uint32Array } {
  const slab = gathered(runsOf(list.order, slabsOf(list)));
  return { slab, likes: Uint32Array.from(list.order, (number) => likenessAt(list, number)) };
}

/** SHA-256 of the canonical JSON of the entries. */
export function revisionOf(list: Numbered): string {
  const [first, ...others] = runsOf(list.order, slabsOf(list));
  const hash = first === undefined ? createHash('sha256').update('[') : hashOfFirst(first);
  for (const { slab, from, to } of others) hash.update(',').update(jsonOf(slab, from, to));
  return hash.update(']').digest('hex');
}

/** By slab: a hash of its entries up to a number. Most changes are at the end, and a hundred megabytes before them stay as they are. */
const hashes = new WeakMap<Slab, { readonly to: number; readonly hash: Hash }>();

function hashOfFirst({ slab, from, to }: Run): Hash {
  const known = from === 0 ? hashes.get(slab) : undefined;
  if (known === undefined || known.to > to) {
    const hash = createHash('sha256')
      .update('[')
      .update(jsonOf(slab, from, to));
    if (from === 0) hashes.set(slab, { to, hash: hash.copy() });
    return hash;
  }
  const hash = known.hash.copy();
  if (known.to < to) hash.update(',').update(jsonOf(slab, known.to, to));
  return hash;
}
