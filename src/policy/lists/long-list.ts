import { gathered, runsOf } from '../../moderation/lists/concat-ranges.js';
import { lengthOf } from '../../moderation/lists/packed-entries.js';
import type { ListSource } from '../../moderation/lists/list.js';
import type { Problem } from '../../moderation/model/problem.js';
import { atOnce, type Sliced } from '../../runtime/cooperative-task.js';
import { readingListFile } from './list-file.js';
import { editedList } from './edited-list.js';
import { indexingSlab, slabOf, type IndexedSlab } from './indexed-entries.js';
import {
  likenessAt,
  numbersOf,
  placesOf,
  revisionOf,
  slabsOf,
  whole,
  type KeptList,
} from './layered-list.js';

/** What a list's file says; `same` where that is what it said before. */
export type LongListRead =
  | { readonly kind: 'same' }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }
  | { readonly kind: 'read'; readonly list: KeptList };

/** So many entries may be outside the base before it is made anew: each change has them indexed once more. */
const LATE_AT_MOST = 1_000;

/** A long list of terms whose file is read again and again: what stayed the same is not read twice. */
export class LongList {
  private kept: KeptList | null = null;

  constructor(private readonly named: Pick<ListSource, 'name' | 'kind'>) {}

  *reading(file: Buffer): Sliced<LongListRead> {
    if (this.kept?.file.equals(file) === true) return { kind: 'same' };
    const edited = this.kept === null ? null : editedList(this.kept, this.named, file);
    const read = edited ?? (yield* this.readingAll(file));
    if ('problems' in read) return { kind: 'refused', problems: read.problems };
    this.kept = read;
    return { kind: 'read', list: read };
  }

  /** Whether much came since the base was made, or much of it is gone. */
  get isWorn(): boolean {
    if (this.kept === null) return false;
    const { late, order } = this.kept;
    return (
      (late !== null && lengthOf(late.slab) > LATE_AT_MOST) ||
      numbersOf(this.kept) > 2 * order.length + LATE_AT_MOST
    );
  }

  /** Makes a base of all that the list holds now. The file may be read meanwhile; what is new by then comes on top. */
  *renewing(): Sliced<void> {
    const then = this.kept;
    if (then === null) return;
    const { slab, likes } = whole(then);
    const base = yield* indexingSlab(slab, likes);
    if (this.kept?.base === then.base) this.kept = movedTo(base, then, this.kept);
  }

  private *readingAll(file: Buffer): Sliced<KeptList | { readonly problems: readonly Problem[] }> {
    const firsts = new Map<string, number>();
    const read = yield* readingListFile(file, this.named, firsts);
    if ('problems' in read) return read;
    const { list, ends, ...layout } = read;
    const base = yield* slabOf(list.entries, firsts);
    const order = Int32Array.from(list.entries.keys());
    const numbered = { base, late: null, order };
    const known = ends.every((end) => end >= 0) ? Uint32Array.from(ends) : null;
    return { ...numbered, addedFrom: 0, file, layout, ends: known, revision: revisionOf(numbered) };
  }
}

/** A list on a base that was made of all that it held at another time. */
function movedTo(base: IndexedSlab, then: KeptList, now: KeptList): KeptList {
  const places = placesOf(then);
  const late: number[] = [];
  const order = now.order.map((number) => {
    const place = places[number] ?? -1;
    return place >= 0 ? place : lengthOf(base.slab) + late.push(number) - 1;
  });
  if (late.length === 0) return { ...now, base, late: null, order };
  const slab = gathered(runsOf(Int32Array.from(late), slabsOf(now)));
  const likes = Uint32Array.from(late, (number) => likenessAt(now, number));
  return { ...now, base, late: atOnce(indexingSlab(slab, likes)), order };
}
