import { rowEnds, type RowFormat } from './file/list-rows.js';
import { commonPrefixLength } from './common-prefix.js';
import { nearestCommonRow, type RowsAhead } from './nearest-common-row.js';

/** A file with where its rows are. */
export interface RowFile {
  readonly file: Buffer;
  readonly format: RowFormat;
  /** Where the first row begins. */
  readonly start: number;
  /** By place: where the row ends. */
  readonly ends: Uint32Array;
}

/** Rows of a new file that follow each other: those with these places in the old one, or such as were not there. */
export type RowChange =
  | { readonly kind: 'kept'; readonly from: number; readonly to: number; readonly shift: number }
  | { readonly kind: 'new'; readonly from: number; readonly ends: readonly number[] };

const NEWLINE = 0x0a;
/** With more places where something changed, comparing takes as long as reading. */
const MAX_CHANGES = 1_000;
/** How many rows are looked at for one that is the same again: at first, and twice as many each time. */
const FIRST_WINDOW = 16;

/** Compares a file with how it was before; `null` where too much is different. */
export function diffRows(old: RowFile, file: Buffer): readonly RowChange[] | null {
  if (!old.file.subarray(0, old.start).equals(file.subarray(0, old.start))) return null;
  const rows: RowChange[] = [];
  let [at, place] = [old.start, 0];
  for (let changes = 0; changes < MAX_CHANGES; changes += 1) {
    const begin = startOf(old, place);
    const same = begin + commonPrefixLength(old.file.subarray(begin), file.subarray(at));
    const to = wholeRows(old, same, file.length === at + same - begin);
    if (to > place) rows.push({ kind: 'kept', from: place, to, shift: at - begin });
    place = Math.max(place, to);
    at += startOf(old, place) - begin;
    const found = nextCommonRow(old, place, file, at);
    if (found.skipped.length > 0) rows.push({ kind: 'new', from: at, ends: found.skipped });
    if (found.place === null) return rows;
    at = found.skipped.at(-1) ?? at;
    place = found.place;
  }
  return null;
}

function startOf({ ends, start }: RowFile, place: number): number {
  return ends[place - 1] ?? start;
}

/** The number of rows that end within the first `same` bytes. A row without a line end may go on in the other file. */
function wholeRows({ file, ends }: RowFile, same: number, isEnd: boolean): number {
  const count = countUpTo(ends, same);
  const isWhole = count === 0 || isEnd || file[(ends[count - 1] ?? 0) - 1] === NEWLINE;
  return isWhole ? count : count - 1;
}

interface NextCommonRow {
  /** `null` where no row is the same again. */
  readonly place: number | null;
  /** Where the new rows before it end. */
  readonly skipped: readonly number[];
}

/** The nearest row of the old file, from a place on, that comes again in the new one. */
function nextCommonRow(old: RowFile, place: number, file: Buffer, at: number): NextCommonRow {
  const next = rowEnds(file, old.format, at, file.length);
  const ends: number[] = [];
  for (let look = FIRST_WINDOW; ; look *= 2) {
    const isAll = takeUpTo(next, look, ends) && place + look >= old.ends.length;
    const before: RowsAhead = {
      file: old.file,
      from: startOf(old, place),
      ends: old.ends.subarray(place, place + look),
    };
    const same = nearestCommonRow(before, { file, from: at, ends });
    if (same !== null) return { place: place + same.old, skipped: ends.slice(0, same.now) };
    if (isAll) return { place: null, skipped: ends };
  }
}

/** Takes more until there are so many; says whether there are no more. */
function takeUpTo(next: Iterator<number>, count: number, taken: number[]): boolean {
  while (taken.length < count) {
    const step = next.next();
    if (step.done === true) return true;
    taken.push(step.value);
  }
  return false;
}

/** How many of the numbers, which ascend, are at most this. */
function countUpTo(numbers: Uint32Array, most: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= most) low = middle + 1;
    else high = middle;
  }
  return low;
}
