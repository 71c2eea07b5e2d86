import { problemsOfList, sameness } from '../../moderation/lists/list-problems.js';
import { gathered } from '../../moderation/lists/concat-ranges.js';
import { lengthOf, packing } from '../../moderation/lists/packed-entries.js';
import { SlabEntries } from '../../moderation/lists/layered-entries.js';
import type { ListEntry, ListSource } from '../../moderation/lists/list.js';
import type { Problem } from '../../moderation/model/problem.js';
import { atOnce } from '../../runtime/cooperative-task.js';
import { entryOf as entryOfRow } from './list-file.js';
import { rowsIn } from './list-rows.js';
import { changedRows, type Rows } from './diff-rows.js';
import { indexingSlab, likeness, type IndexedSlab } from './indexed-entries.js';
import { likenessAt, numbersOf, revisionOf, slabsOf, type KeptList, type Numbered } from './layered-list.js';

/** Of all entries, as many may be outside the base. */
const LATE_SHARE = 1 / 4;

type Named = Pick<ListSource, 'name' | 'kind'>;

/**
 * The list after its file changed, with only what is new read; `null` where all of it must be read: because much is new, or something
 * is wrong with it, which is told by its line.
 */
export function editedList(kept: KeptList, named: Named, file: Buffer): KeptList | null {
  const { layout, ends } = kept;
  if (ends === null) return null;
  const changed = changedRows({ file: kept.file, ...layout, ends }, file);
  if (changed === null) return null;
  const added = addedEntries(kept, changed, file);
  if (added === null) return null;
  const firsts = new Map<string, number>();
  if (atOnce(problemsOfList({ ...named, entries: added }, undefined, firsts)).length > 0) return null;
  const { order, ends: endsAfter } = laidOut(kept, ends, changed);
  const lateCount = (kept.late === null ? 0 : lengthOf(kept.late.slab)) + added.length;
  if (lateCount > order.length * LATE_SHARE) return null;
  const edited = { base: kept.base, late: lateAfter(kept, added, firsts), order };
  if (hasTwins(edited, named, firsts)) return null;
  return {
    ...edited,
    addedFrom: numbersOf(kept),
    file,
    layout,
    ends: endsAfter,
    revision: revisionOf(edited),
  };
}

/** `null` where they cannot be read by themselves. */
function addedEntries({ layout }: KeptList, changed: readonly Rows[], file: Buffer): ListEntry[] | null {
  const entries: ListEntry[] = [];
  const problems: Problem[] = [];
  let count = 0;
  for (const rows of changed) {
    if (rows.kind === 'kept') continue;
    count += rows.ends.length;
    const part = { from: rows.from, to: rows.ends.at(-1) ?? rows.from, linesBefore: 0 };
    for (const read of rowsIn(file, layout.format, part)) {
      if ('problem' in read) return null;
      for (const row of read.rows) entries.push(entryOfRow(row, layout.header, problems));
    }
  }
  return problems.length === 0 && entries.length === count ? entries : null;
}

/** By place: the number of each entry, where new ones follow on all there were; and where its row ends. */
function laidOut(
  kept: KeptList,
  ends: Uint32Array,
  changed: readonly Rows[],
): { readonly order: Int32Array; readonly ends: Uint32Array } {
  const after = { order: new Int32Array(lengthOfAll(changed)), ends: new Uint32Array(lengthOfAll(changed)) };
  let [place, next] = [0, numbersOf(kept)];
  for (const rows of changed) {
    if (rows.kind === 'kept') {
      after.order.set(kept.order.subarray(rows.from, rows.to), place);
      after.ends.set(
        ends.subarray(rows.from, rows.to).map((end) => end + rows.shift),
        place,
      );
    } else {
      after.order.set(
        rows.ends.map((_, at) => next + at),
        place,
      );
      after.ends.set(rows.ends, place);
      next += rows.ends.length;
    }
    place += lengthOfAll([rows]);
  }
  return after;
}

function lengthOfAll(changed: readonly Rows[]): number {
  return changed.reduce(
    (sum, rows) => sum + (rows.kind === 'new' ? rows.ends.length : rows.to - rows.from),
    0,
  );
}

function lateAfter(
  { late }: KeptList,
  added: readonly ListEntry[],
  firsts: ReadonlyMap<string, number>,
): IndexedSlab | null {
  if (added.length === 0) return late;
  const more = {
    slab: atOnce(packing(added, added.length)),
    likes: Uint32Array.from(firsts.keys(), likeness),
  };
  if (late === null) return atOnce(indexingSlab(more.slab, more.likes));
  const slabs = [late.slab, more.slab].map((slab) => ({ slab, from: 0, to: lengthOf(slab) }));
  return atOnce(indexingSlab(gathered(slabs), joined(late.likes, more.likes)));
}

function joined(one: Uint32Array, other: Uint32Array): Uint32Array {
  const both = new Uint32Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

/** Whether a new entry is the same as another one. */
function hasTwins(list: Numbered, { kind }: Named, firsts: ReadonlyMap<string, number>): boolean {
  const likes = new Set(Array.from(firsts.keys(), likeness));
  const entries = new SlabEntries(...slabsOf(list), list.order);
  const found = new Set<string>();
  for (let place = 0; place < list.order.length; place += 1) {
    if (!likes.has(likenessAt(list, list.order[place] ?? 0))) continue;
    const same = sameness(kind, entries.at(place)?.value ?? '');
    if (firsts.has(same) && found.has(same)) return true;
    found.add(same);
  }
  return false;
}
