import { concatRanges, rangesOf } from '../../moderation/lists/concat-ranges.js';
import { countOf } from '../../moderation/lists/packed-entries.js';
import type { ListSource } from '../../moderation/lists/list.js';
import { refusesNew, type Problem } from '../../moderation/model/problem.js';
import { runSync, type CooperativeTask } from '../../runtime/cooperative-task.js';
import { parsingListFileBytes } from './file/list-file.js';
import { editedList } from './edited-list.js';
import { indexingPackedEntries, indexingEntries, type IndexedEntries } from './indexed-entries.js';
import {
  keyHashAt,
  numberCount,
  placesByNumber,
  revisionOf,
  packedLayers,
  mergedLayers,
  type LayeredList,
} from './layered-list.js';

/** The result of reading a list's file; `same` where nothing has changed. */
export type ListUpdate =
  | { readonly kind: 'same' }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }
  /** Tightened checks speak against it, and whether they refuse it is decided elsewhere. */
  | { readonly kind: 'undecided' }
  | { readonly kind: 'read'; readonly list: LayeredList };

/** How many entries may be outside the base before it is rebuilt: each change indexes them once more. */
const MAX_DELTA = 1_000;

/** A long list of terms whose file is read again and again: what stayed the same is not read twice. */
export class LongList {
  private current: LayeredList | null = null;

  constructor(private readonly named: Pick<ListSource, 'name' | 'kind'>) {}

  *updating(file: Buffer): CooperativeTask<ListUpdate> {
    if (this.current?.file.equals(file) === true) return { kind: 'same' };
    const edited = this.current === null ? null : editedList(this.current, this.named, file);
    const read = edited ?? (yield* this.parsingAll(file));
    if (read === null) return { kind: 'undecided' };
    if ('problems' in read) return { kind: 'refused', problems: read.problems };
    this.current = read;
    return { kind: 'read', list: read };
  }

  /** Whether much came since the base was made, or much of it is gone. */
  get needsCompaction(): boolean {
    if (this.current === null) return false;
    const { delta, order } = this.current;
    return (
      (delta !== null && countOf(delta.entries) > MAX_DELTA) ||
      numberCount(this.current) > 2 * order.length + MAX_DELTA
    );
  }

  /** Makes a base of all that the list holds now. The file may be read meanwhile; what is new by then comes on top. */
  *compacting(): CooperativeTask<void> {
    const then = this.current;
    if (then === null) return;
    const { packed, likes } = mergedLayers(then);
    const base = yield* indexingPackedEntries(packed, likes);
    if (this.current?.base === then.base) this.current = rebasedOn(base, then, this.current);
  }

  private *parsingAll(
    file: Buffer,
  ): CooperativeTask<LayeredList | { readonly problems: readonly Problem[] } | null> {
    const firsts = new Map<string, number>();
    const read = yield* parsingListFileBytes(file, this.named, firsts);
    if ('problems' in read) return read;
    const { list, rowEnds, layout, findings } = read;
    if (findings.some(refusesNew)) return null;
    const base = yield* indexingEntries(list.entries, firsts);
    const order = Int32Array.from(list.entries.keys());
    const numbered = { base, delta: null, order };
    const known = rowEnds.every((end) => end >= 0) ? Uint32Array.from(rowEnds) : null;
    return { ...numbered, addedFrom: 0, file, layout, ends: known, revision: revisionOf(numbered) };
  }
}

/** A list on a base that was made of all that it held at another time. */
function rebasedOn(base: IndexedEntries, then: LayeredList, now: LayeredList): LayeredList {
  const places = placesByNumber(then);
  const delta: number[] = [];
  const order = now.order.map((number) => {
    const place = places[number] ?? -1;
    return place >= 0 ? place : countOf(base.entries) + delta.push(number) - 1;
  });
  if (delta.length === 0) return { ...now, base, delta: null, order };
  const packed = concatRanges(rangesOf(Int32Array.from(delta), packedLayers(now)));
  const likes = Uint32Array.from(delta, (number) => keyHashAt(now, number));
  return { ...now, base, delta: runSync(indexingPackedEntries(packed, likes)), order };
}
