import { allocateArrays, jsonOf, type PackedEntries } from './packed-entries.js';

/** Consecutive packed entries, from one number up to, not including, another. */
export interface EntryRange {
  readonly entries: PackedEntries;
  readonly from: number;
  readonly to: number;
}

const COMMA = 0x2c;

/** Packs the entries of ranges into one, range by range. */
export function concatRanges(runs: readonly EntryRange[]): PackedEntries {
  const count = runs.reduce((sum, { from, to }) => sum + to - from, 0);
  const bytes = runs.reduce((sum, { entries, from, to }) => sum + jsonOf(entries, from, to).length + 1, 0);
  const columns = allocateArrays(count);
  const json = new Uint8Array(new SharedArrayBuffer(Math.max(0, bytes - 1)));
  let [at, end] = [0, 0];
  for (const { entries, from, to } of runs) {
    if (at > 0) json[end - 1] = COMMA;
    const shift = end - (entries.offsets[from] ?? 0);
    json.set(jsonOf(entries, from, to), end);
    columns.forms.set(entries.forms.subarray(from, to), at);
    columns.expiries.set(entries.expiries.subarray(from, to), at);
    for (let number = from; number < to; number += 1) {
      at += 1;
      columns.offsets[at] = (entries.offsets[number + 1] ?? 0) + shift;
    }
    end = columns.offsets[at] ?? 0;
  }
  return { json, ...columns };
}

/** The entries with these numbers as ranges. Numbers beyond the first layer are of the second. */
export function rangesOf(
  numbers: Int32Array,
  [first, second]: readonly [PackedEntries, PackedEntries | null],
): readonly EntryRange[] {
  const inFirst = first.forms.length;
  const runs: EntryRange[] = [];
  for (let from = 0; from < numbers.length;) {
    const number = numbers[from] ?? 0;
    let to = from + 1;
    while (to < numbers.length && numbers[to] === number + to - from && numbers[to] !== inFirst) to += 1;
    if (number < inFirst) runs.push({ entries: first, from: number, to: number + to - from });
    else if (second !== null)
      runs.push({ entries: second, from: number - inFirst, to: number - inFirst + to - from });
    from = to;
  }
  return runs;
}
