import type { Column } from './operand-index.js';

/** Numbers from here on are not plain. */
const PLAIN_BELOW = 1_024;

// The places of what is no number; numbers follow.
const NULL = 0;
const TRUE = 1;
const FALSE = 2;
const ZERO = 3;
const NONE = -1;

/** Rows of all columns for plain readings, side by side: `null`, yes and no, small whole numbers. Most readings are plain. */
export class PlainRows {
  /** Where each column's rows begin, and where the last ones end. */
  private readonly starts: Int32Array;
  /** 0 where none is kept. */
  private readonly rows: Int32Array;

  constructor(columns: readonly Column[]) {
    this.starts = new Int32Array(columns.length + 1);
    for (const [at, { kinds }] of columns.entries()) {
      // All numbers above the greatest one are the same; counters stop there.
      const numbers = kinds.greatest < PLAIN_BELOW ? Math.max(0, Math.ceil(kinds.greatest) + 2) : 0;
      this.starts[at + 1] = (this.starts[at] ?? 0) + ZERO + numbers;
    }
    this.rows = new Int32Array(this.starts.at(-1) ?? 0);
  }

  /** 0 when none was kept. */
  rowOf(column: number, reading: unknown): number {
    const place = this.placeOf(column, reading);
    return place === NONE ? 0 : (this.rows[place] ?? 0);
  }

  keep(column: number, reading: unknown, row: number): void {
    const place = this.placeOf(column, reading);
    if (place !== NONE) this.rows[place] = row;
  }

  forget(): void {
    this.rows.fill(0);
  }

  private placeOf(column: number, reading: unknown): number {
    const start = this.starts[column] ?? 0;
    if (typeof reading === 'number') {
      const place = start + ZERO + reading;
      return reading >>> 0 === reading && place < (this.starts[column + 1] ?? 0) ? place : NONE;
    }
    if (reading === null) return start + NULL;
    if (reading === true) return start + TRUE;
    return reading === false ? start + FALSE : NONE;
  }
}
