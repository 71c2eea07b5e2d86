import { hasBit, lowestSetBit } from './bits.js';

/** Positions of the conditions that match or are unknown, ascending. */
export class MatchBuffer {
  count = 0;
  /** How many of them match; the others are unknown. */
  certainCount = 0;
  private readonly positions: Int32Array;
  private readonly certain: Uint8Array;

  constructor(capacity: number) {
    this.positions = new Int32Array(capacity);
    this.certain = new Uint8Array(capacity);
  }

  clear(): void {
    this.count = 0;
    this.certainCount = 0;
  }

  add(position: number, isCertain: boolean): void {
    this.positions[this.count] = position;
    this.certain[this.count] = isCertain ? 1 : 0;
    this.count += 1;
    if (isCertain) this.certainCount += 1;
  }

  /**
   * Replaces the content by the positions of set bits.
   * @param certain the same array as `possible` when nothing is unknown
   */
  load(possible: Int32Array, certain: Int32Array): void {
    const { positions, certain: isCertain } = this;
    let count = 0;
    for (let word = 0; word < possible.length; word += 1) {
      for (let rest = possible[word] ?? 0; rest !== 0; rest &= rest - 1) {
        positions[count] = word * 32 + lowestSetBit(rest);
        count += 1;
      }
    }
    this.count = count;
    this.certainCount = count;
    isCertain.fill(1, 0, count);
    if (certain !== possible) this.clearUncertain(certain);
  }

  /** Binary search: how many positions are lower than this one. */
  countBelow(position: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.positions[middle] ?? 0) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Keeps the wanted positions. */
  filter(wanted: (position: number) => boolean): void {
    const { count, positions, certain } = this;
    this.clear();
    for (let at = 0; at < count; at += 1) {
      const position = positions[at] ?? 0;
      if (wanted(position)) this.add(position, certain[at] === 1);
    }
  }

  /** Throws a `RangeError` beyond the end. */
  positionAt(at: number): number {
    const position = at < this.count ? this.positions[at] : undefined;
    if (position === undefined) throw new RangeError(`The buffer holds ${this.count} positions`);
    return position;
  }

  /** Whether the condition matches; otherwise it is unknown. */
  isCertain(at: number): boolean {
    return this.certain[at] === 1;
  }

  private clearUncertain(certain: Int32Array): void {
    for (let at = 0; at < this.count; at += 1) {
      if (hasBit(certain, this.positions[at] ?? 0)) continue;
      this.certain[at] = 0;
      this.certainCount -= 1;
    }
  }
}
