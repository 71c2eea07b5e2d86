/** 32-bit words of a block: 64 bytes, a cache line. */
export const BLOCK_WORDS = 16;

/**
 * Allocates blocks of one size from a fixed range of memory, with a free list: any freed block fits any later need. The system
 * maps its pages as they are first written.
 */
export class BlockAllocator {
  readonly words: Int32Array;
  /** The same memory as doubles, half as many to a block. */
  readonly doubles: Float64Array;
  private firstFree = 0;
  /** Blocks from here on were never allocated. Block 0 stays unused: 0 means none. */
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

  /** A block of zeros, or 0 when none is left. */
  allocate(): number {
    let block = this.firstFree;
    if (block !== 0) {
      const start = block * BLOCK_WORDS;
      this.firstFree = this.words[start] ?? 0;
      this.words.fill(0, start, start + BLOCK_WORDS);
    } else {
      if (this.untouched > this.capacity) return 0;
      block = this.untouched++;
    }
    this.used++;
    return block;
  }

  free(block: number): void {
    this.words[block * BLOCK_WORDS] = this.firstFree;
    this.firstFree = block;
    this.used--;
  }
}
