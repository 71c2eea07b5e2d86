import type { Reading } from '../../model/reading.js';
import type { BitRows } from './bitmap-store.js';
import type { Column } from './operand-index.js';
import { PlainRows } from './small-value-cache.js';

/** Finds the row of each column for the readings at hand. */
export class RowsAtHand {
  /** By column: where the bits begin that are possible. */
  readonly possible: Int32Array;
  /** By column: where the bits begin that are certain. Holds only when that makes a difference. */
  readonly certain: Int32Array;
  /** Where columns read; -1 for those that have to look for it. */
  private readonly slots: Int32Array;
  private readonly plain: PlainRows;

  /** @param keptAtMost words of bits; beyond, they are all forgotten */
  constructor(
    private readonly columns: readonly Column[],
    private readonly rows: BitRows,
    private readonly keptAtMost: number,
  ) {
    this.possible = new Int32Array(columns.length);
    this.certain = new Int32Array(columns.length);
    this.slots = Int32Array.from(columns, ({ slot }) => slot);
    this.plain = new PlainRows(columns);
  }

  /** What the rows are of. */
  get words(): Int32Array {
    return this.rows.words;
  }

  /** Whether all that is possible with these readings is certain. */
  read(readings: readonly Reading[]): boolean {
    const { columns, rows, slots, plain, possible } = this;
    if (rows.size > this.keptAtMost) this.forget();
    let isExact = true;
    for (let at = 0; at < slots.length; at += 1) {
      const slot = slots[at] ?? -1;
      const reading = slot === -1 ? columns[at]?.find(readings) : readings[slot];
      let row = plain.rowOf(at, reading);
      if (row === 0) {
        row = columns[at]?.rowOf(reading) ?? 0;
        if (rows.isExact(row)) plain.keep(at, reading, row);
        else isExact = false;
      }
      possible[at] = row;
    }
    if (!isExact) for (const [at, row] of possible.entries()) this.certain[at] = rows.certainOf(row);
    return isExact;
  }

  private forget(): void {
    this.rows.forget();
    this.plain.forget();
    for (const column of this.columns) column.forget();
  }
}
