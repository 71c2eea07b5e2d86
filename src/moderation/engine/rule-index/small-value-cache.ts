import type { OperandIndex } from './operand-index.js';

/** Numbers from here on are not plain. */
const MAX_CACHED_NUMBER = 1_024;

// The places of what is no number; numbers follow.
const NULL = 0;
const TRUE = 1;
const FALSE = 2;
const FIRST_NUMBER = 3;
const NOT_CACHED = -1;

/** Rows of all columns for plain readings, side by side: `null`, yes and no, small whole numbers. Most readings are plain. */
export class SmallValueCache {
  /** Where each column's rows begin, and where the last ones end. */
  private readonly starts: Int32Array;
  /** 0 where none is kept. */
  private readonly bitmaps: Int32Array;

  constructor(columns: readonly OperandIndex[]) {
    this.starts = new Int32Array(columns.length + 1);
    for (const [at, { classes }] of columns.entries()) {
      // All numbers above the greatest one are the same; counters stop there.
      const numbers =
        classes.greatestThreshold < MAX_CACHED_NUMBER
          ? Math.max(0, Math.ceil(classes.greatestThreshold) + 2)
          : 0;
      this.starts[at + 1] = (this.starts[at] ?? 0) + FIRST_NUMBER + numbers;
    }
    this.bitmaps = new Int32Array(this.starts.at(-1) ?? 0);
  }

  /** 0 when none was kept. */
  get(column: number, reading: unknown): number {
    const place = this.slotOf(column, reading);
    return place === NOT_CACHED ? 0 : (this.bitmaps[place] ?? 0);
  }

  set(column: number, reading: unknown, row: number): void {
    const place = this.slotOf(column, reading);
    if (place !== NOT_CACHED) this.bitmaps[place] = row;
  }

  clear(): void {
    this.bitmaps.fill(0);
  }

  private slotOf(column: number, reading: unknown): number {
    const start = this.starts[column] ?? 0;
    if (typeof reading === 'number') {
      const place = start + FIRST_NUMBER + reading;
      return reading >>> 0 === reading && place < (this.starts[column + 1] ?? 0) ? place : NOT_CACHED;
    }
    if (reading === null) return start + NULL;
    if (reading === true) return start + TRUE;
    return reading === false ? start + FALSE : NOT_CACHED;
  }
}
