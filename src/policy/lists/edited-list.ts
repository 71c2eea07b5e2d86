import { problemsOfList, duplicateKey } from '../../moderation/lists/list-problems.js';
import { concatRanges } from '../../moderation/lists/concat-ranges.js';
import { countOf, packingEntries } from '../../moderation/lists/packed-entries.js';
import { LayeredEntries } from '../../moderation/lists/layered-entries.js';
import type { ListEntry } from '../../moderation/lists/list-entry.js';
import type { ListSource } from '../../moderation/lists/list.js';
import type { Problem } from '../../moderation/model/problem.js';
import { runSync } from '../../runtime/cooperative-task.js';
import { entryOf as entryOfRow } from './file/list-entry.js';
import { rowsIn } from './file/list-rows.js';
import { problemOfRow } from './file/suspicious-rows.js';
import { diffRows, type RowChange } from './diff-rows.js';
import { indexingPackedEntries, keyHash, type IndexedEntries } from './indexed-entries.js';
import {
  keyHashAt,
  numberCount,
  revisionOf,
  packedLayers,
  type LayeredList,
  type Layers,
} from './layered-list.js';

/** The share of all entries that may be outside the base. */
const MAX_DELTA_SHARE = 1 / 4;

type Named = Pick<ListSource, 'name' | 'kind'>;

/**
 * The list after its file changed, with only what is new read; `null` where all of it must be read: because much is new, or something
 * is wrong with it, which is told by its line.
 */
export function editedList(kept: LayeredList, named: Named, file: Buffer): LayeredList | null {
  const { layout, ends } = kept;
  if (ends === null) return null;
  const changed = diffRows({ file: kept.file, ...layout, ends }, file);
  if (changed === null) return null;
  const added = addedEntries(kept, named, changed, file);
  if (added === null) return null;
  const firsts = new Map<string, number>();
  if (runSync(problemsOfList({ ...named, entries: added }, undefined, firsts)).length > 0) return null;
  const { order, ends: endsAfter } = layoutAfter(kept, ends, changed);
  const lateCount = (kept.delta === null ? 0 : countOf(kept.delta.entries)) + added.length;
  if (lateCount > order.length * MAX_DELTA_SHARE) return null;
  const edited = { base: kept.base, delta: deltaAfter(kept, added, firsts), order };
  if (hasDuplicates(edited, named, firsts)) return null;
  return {
    ...edited,
    addedFrom: numberCount(kept),
    file,
    layout,
    ends: endsAfter,
    revision: revisionOf(edited),
  };
}

/** `null` where they cannot be read by themselves. */
function addedEntries(
  { layout }: LayeredList,
  { kind }: Named,
  changed: readonly RowChange[],
  file: Buffer,
): ListEntry[] | null {
  // The first line may have become a header.
  if (layout.format === 'lines' && changed[0]?.kind === 'new') return null;
  const entries: ListEntry[] = [];
  const problems: Problem[] = [];
  let count = 0;
  for (const rows of changed) {
    if (rows.kind === 'kept') continue;
    count += rows.ends.length;
    const part = { from: rows.from, to: rows.ends.at(-1) ?? rows.from, linesBefore: 0 };
    for (const read of rowsIn(file, layout.format, part)) {
      if ('problem' in read) return null;
      for (const row of read.rows) {
        if (problemOfRow(row, layout, kind) !== null) return null;
        entries.push(entryOfRow(row, layout.header, problems));
      }
    }
  }
  return problems.length === 0 && entries.length === count ? entries : null;
}

/** By place: the number of each entry, where new ones follow on all there were; and where its row ends. */
function layoutAfter(
  kept: LayeredList,
  ends: Uint32Array,
  changed: readonly RowChange[],
): { readonly order: Int32Array; readonly ends: Uint32Array } {
  const after = { order: new Int32Array(lengthOfAll(changed)), ends: new Uint32Array(lengthOfAll(changed)) };
  let [place, next] = [0, numberCount(kept)];
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

function lengthOfAll(changed: readonly RowChange[]): number {
  return changed.reduce(
    (sum, rows) => sum + (rows.kind === 'new' ? rows.ends.length : rows.to - rows.from),
    0,
  );
}

function deltaAfter(
  { delta }: LayeredList,
  added: readonly ListEntry[],
  firsts: ReadonlyMap<string, number>,
): IndexedEntries | null {
  if (added.length === 0) return delta;
  const more = {
    entries: runSync(packingEntries(added, added.length)),
    likes: Uint32Array.from(firsts.keys(), keyHash),
  };
  if (delta === null) return runSync(indexingPackedEntries(more.entries, more.likes));
  const layers = [delta.entries, more.entries].map((entries) => ({ entries, from: 0, to: countOf(entries) }));
  return runSync(indexingPackedEntries(concatRanges(layers), joined(delta.keyHashes, more.likes)));
}

function joined(one: Uint32Array, other: Uint32Array): Uint32Array {
  const both = new Uint32Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}

/** Whether a new entry is the same as another one. */
function hasDuplicates(list: Layers, { kind }: Named, firsts: ReadonlyMap<string, number>): boolean {
  const likes = new Set(Array.from(firsts.keys(), keyHash));
  const entries = new LayeredEntries(...packedLayers(list), list.order);
  const found = new Set<string>();
  for (let place = 0; place < list.order.length; place += 1) {
    if (!likes.has(keyHashAt(list, list.order[place] ?? 0))) continue;
    const same = duplicateKey(kind, entries.at(place)?.value ?? '');
    if (firsts.has(same) && found.has(same)) return true;
    found.add(same);
  }
  return false;
}
