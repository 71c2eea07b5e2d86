import type { OperandIndex } from './operand-index.js';

/** Operands with a greater threshold have no numbers in the cache. */
const MAX_CACHED_NUMBER = 1_024;

// Slots of an operand: these, then one for each number from 0.
const NULL = 0;
const TRUE = 1;
const FALSE = 2;
const FIRST_NUMBER = 3;
const NOT_CACHED = -1;

/** Direct-mapped cache of the bitmaps for `null`, booleans and small whole numbers, which most readings are, of all operands. */
export class SmallValueCache {
  /** By operand: its first slot. One more entry marks the end. */
  private readonly starts: Int32Array;
  /** Offsets of bitmaps; 0 where none is cached. */
  private readonly bitmaps: Int32Array;

  constructor(operands: readonly OperandIndex[]) {
    this.starts = new Int32Array(operands.length + 1);
    for (const [at, { classes }] of operands.entries()) {
      // Counters saturate at the greatest threshold, so greater numbers need no slot.
      const numbers =
        classes.greatestThreshold < MAX_CACHED_NUMBER
          ? Math.max(0, Math.ceil(classes.greatestThreshold) + 2)
          : 0;
      this.starts[at + 1] = (this.starts[at] ?? 0) + FIRST_NUMBER + numbers;
    }
    this.bitmaps = new Int32Array(this.starts.at(-1) ?? 0);
  }

  /** The offset of the bitmap; 0 when it is not cached. */
  get(operand: number, reading: unknown): number {
    const slot = this.slotOf(operand, reading);
    return slot === NOT_CACHED ? 0 : (this.bitmaps[slot] ?? 0);
  }

  set(operand: number, reading: unknown, offset: number): void {
    const slot = this.slotOf(operand, reading);
    if (slot !== NOT_CACHED) this.bitmaps[slot] = offset;
  }

  clear(): void {
    this.bitmaps.fill(0);
  }

  private slotOf(operand: number, reading: unknown): number {
    const start = this.starts[operand] ?? 0;
    if (typeof reading === 'number') {
      const slot = start + FIRST_NUMBER + reading;
      return reading >>> 0 === reading && slot < (this.starts[operand + 1] ?? 0) ? slot : NOT_CACHED;
    }
    if (reading === null) return start + NULL;
    if (reading === true) return start + TRUE;
    return reading === false ? start + FALSE : NOT_CACHED;
  }
}
