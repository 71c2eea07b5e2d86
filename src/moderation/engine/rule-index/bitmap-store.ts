/** Words that there is room for at first. */
const INITIAL_WORDS = 1_024;

/**
 * Rows of bits, one behind the other: a row is the number of its first word. In front of it stands how far behind it the bits
 * begin that are certain: 0 where those that are possible are certain too.
 */
export class BitmapStore {
  /** Another array whenever a row had no room. */
  words = new Int32Array(INITIAL_WORDS);
  private usedWords = 0;

  /** How many words are taken. */
  get wordCount(): number {
    return this.usedWords;
  }

  /** Keeps bits that are possible, and of these the certain ones; the same array when nothing is unknown. */
  add(possible: Int32Array, certain: Int32Array): number {
    const row = this.usedWords + 1;
    const isExact = possible === certain;
    this.ensureCapacity(row + possible.length * 2);
    this.words[row - 1] = isExact ? 0 : possible.length;
    this.words.set(possible, row);
    if (!isExact) this.words.set(certain, row + possible.length);
    this.usedWords = row + possible.length * (isExact ? 1 : 2);
    return row;
  }

  isExact(row: number): boolean {
    return this.words[row - 1] === 0;
  }

  /** Where the certain bits of a row begin. */
  certainOffsetOf(row: number): number {
    return row + (this.words[row - 1] ?? 0);
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
