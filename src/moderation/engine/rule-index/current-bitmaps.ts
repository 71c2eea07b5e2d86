import type { Reading } from '../../model/reading.js';
import type { BitmapStore } from './bitmap-store.js';
import type { OperandIndex } from './operand-index.js';
import { SmallValueCache } from './small-value-cache.js';

/** The bitmap of each operand for the row of readings that is being matched. */
export class CurrentBitmaps {
  /** By operand: the offset of the possible bits. */
  readonly possible: Int32Array;
  /** By operand: the offset of the certain bits. Valid only when `load` returned false. */
  readonly certain: Int32Array;
  /** By operand: its slot in the row of readings; -1 for one that has to be evaluated. */
  private readonly readingSlots: Int32Array;
  private readonly smallValues: SmallValueCache;

  /** @param maxCachedWords words of bitmaps; when there are more, the cache is cleared */
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

  /** The words into which the offsets point. */
  get words(): Int32Array {
    return this.store.words;
  }

  /** Finds the bitmaps for a row of readings. @returns whether the certain bits equal the possible ones */
  load(readings: readonly Reading[]): boolean {
    const { operands, store, readingSlots, smallValues, possible } = this;
    if (store.wordCount > this.maxCachedWords) this.clear();
    let isExact = true;
    for (let at = 0; at < readingSlots.length; at += 1) {
      const slot = readingSlots[at] ?? -1;
      const reading = slot === -1 ? operands[at]?.readOperand(readings) : readings[slot];
      let bitmap = smallValues.get(at, reading);
      if (bitmap === 0) {
        bitmap = operands[at]?.bitmapFor(reading) ?? 0;
        if (store.isExact(bitmap)) smallValues.set(at, reading, bitmap);
        else isExact = false;
      }
      possible[at] = bitmap;
    }
    if (!isExact)
      for (const [at, bitmap] of possible.entries()) this.certain[at] = store.certainOffsetOf(bitmap);
    return isExact;
  }

  private clear(): void {
    this.store.clear();
    this.smallValues.clear();
    for (const operand of this.operands) operand.clear();
  }
}
