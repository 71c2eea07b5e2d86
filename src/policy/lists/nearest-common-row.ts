/** Rows of a file that follow each other, and where each of them ends. */
export interface RowsAhead {
  readonly file: Buffer;
  readonly from: number;
  readonly ends: ArrayLike<number>;
}

/** The row that is in both with the fewest before it: how many there are in each. `null` where there is none. */
export function nearestCommonRow(
  old: RowsAhead,
  now: RowsAhead,
): { readonly old: number; readonly now: number } | null {
  const places = new Map<number, number>();
  for (let at = old.ends.length - 1; at >= 0; at -= 1) places.set(rowHash(rowOf(old, at)), at);
  let best: { readonly old: number; readonly now: number } | null = null;
  for (let at = 0; at < Math.min(now.ends.length, best === null ? Infinity : best.old + best.now); at += 1) {
    const row = rowOf(now, at);
    const there = places.get(rowHash(row));
    if (there === undefined || (best !== null && there + at >= best.old + best.now)) continue;
    if (rowOf(old, there).equals(row)) best = { old: there, now: at };
  }
  return best;
}

function rowOf({ file, from, ends }: RowsAhead, at: number): Buffer {
  return file.subarray(at === 0 ? from : ends[at - 1], ends[at]);
}

/** FNV-1a. Rows that have the same by chance are compared. */
function rowHash(row: Buffer): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < row.length; at += 1) hash = Math.imul(hash ^ (row[at] ?? 0), 0x01000193);
  return hash;
}
