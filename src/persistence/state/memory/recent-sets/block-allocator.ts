/** 32-bit words in a unit: 64 bytes, a cache line. */
export const BLOCK_WORDS = 16;

/**
 * A fixed stretch of memory in units of one size, so that whatever is given back fits whatever is needed next. The system
 * hands out its pages as they are first written.
 */
export class BlockAllocator {
  readonly words: Int32Array;
  /** The same memory, as doubles: half as many a unit. */
  readonly doubles: Float64Array;
  private firstFree = 0;
  /** Units from here on were never taken. Unit 0 stays unused: 0 says "none". */
  private untouched = 1;
  private used = 0;

  constructor(readonly capacity: number) {
    const memory = new ArrayBuffer((capacity + 1) * BLOCK_WORDS * 4);
    this.words = new Int32Array(memory);
    this.doubles = new Float64Array(memory);
  }

  get inUse(): number {
    return this.used;
  }

  /** A unit full of zeros, or 0 when none is left. */
  allocate(): number {
    let unit = this.firstFree;
    if (unit !== 0) {
      const start = unit * BLOCK_WORDS;
      this.firstFree = this.words[start] ?? 0;
      this.words.fill(0, start, start + BLOCK_WORDS);
    } else {
      if (this.untouched > this.capacity) return 0;
      unit = this.untouched++;
    }
    this.used++;
    return unit;
  }

  free(unit: number): void {
    this.words[unit * BLOCK_WORDS] = this.firstFree;
    this.firstFree = unit;
    this.used--;
  }
}
