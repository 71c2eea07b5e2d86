const INITIAL_WORDS = 1_024;

/**
 * Stores bitmaps in one growing array; a bitmap is named by the offset of its first word. Each has two parts, the possible bits and
 * the certain bits. The word before a bitmap holds the distance from the first part to the second: 0 when they are the same.
 */
export class BitmapStore {
  /** Replaced by a larger array when a bitmap does not fit. */
  words = new Int32Array(INITIAL_WORDS);
  private usedWords = 0;

  get wordCount(): number {
    return this.usedWords;
  }

  /**
   * Stores a bitmap and returns its offset.
   * @param certain a subset of `possible`; the same array when nothing is unknown
   */
  add(possible: Int32Array, certain: Int32Array): number {
    const offset = this.usedWords + 1;
    const isExact = possible === certain;
    this.ensureCapacity(offset + possible.length * 2);
    this.words[offset - 1] = isExact ? 0 : possible.length;
    this.words.set(possible, offset);
    if (!isExact) this.words.set(certain, offset + possible.length);
    this.usedWords = offset + possible.length * (isExact ? 1 : 2);
    return offset;
  }

  isExact(offset: number): boolean {
    return this.words[offset - 1] === 0;
  }

  /** The offset of the certain bits of a bitmap. */
  certainOffsetOf(offset: number): number {
    return offset + (this.words[offset - 1] ?? 0);
  }

  clear(): void {
    this.usedWords = 0;
  }

  private ensureCapacity(size: number): void {
    if (size <= this.words.length) return;
    const words = new Int32Array(size * 2);
    words.set(this.words);
    this.words = words;
  }
}
