import type { Reading } from '../../model/reading.js';
import type { BitmapStore } from './bitmap-store.js';
import type { OperandIndex } from './operand-index.js';
import { SmallValueCache } from './small-value-cache.js';

/** Finds the row of each column for the readings at hand. */
export class CurrentBitmaps {
  /** By column: where the bits begin that are possible. */
  readonly possible: Int32Array;
  /** By column: where the bits begin that are certain. Holds only when that makes a difference. */
  readonly certain: Int32Array;
  /** Where columns read; -1 for those that have to look for it. */
  private readonly readingSlots: Int32Array;
  private readonly smallValues: SmallValueCache;

  /** @param maxCachedWords words of bits; beyond, they are all forgotten */
  constructor(
    private readonly operands: readonly OperandIndex[],
    private readonly store: BitmapStore,
    private readonly maxCachedWords: number,
  ) {
    this.possible = new Int32Array(operands.length);
    this.certain = new Int32Array(operands.length);
    this.readingSlots = Int32Array.from(operands, ({ slot }) => slot);
    this.smallValues = new SmallValueCache(operands);
  }

  /** What the rows are of. */
  get words(): Int32Array {
    return this.store.words;
  }

  /** Whether all that is possible with these readings is certain. */
  load(readings: readonly Reading[]): boolean {
    const { operands, store, readingSlots, smallValues, possible } = this;
    if (store.wordCount > this.maxCachedWords) this.clear();
    let isExact = true;
    for (let at = 0; at < readingSlots.length; at += 1) {
      const slot = readingSlots[at] ?? -1;
      const reading = slot === -1 ? operands[at]?.readOperand(readings) : readings[slot];
      let row = smallValues.get(at, reading);
      if (row === 0) {
        row = operands[at]?.bitmapFor(reading) ?? 0;
        if (store.isExact(row)) smallValues.set(at, reading, row);
        else isExact = false;
      }
      possible[at] = row;
    }
    if (!isExact) for (const [at, row] of possible.entries()) this.certain[at] = store.certainOffsetOf(row);
    return isExact;
  }

  private clear(): void {
    this.store.clear();
    this.smallValues.clear();
    for (const column of this.operands) column.clear();
  }
}
