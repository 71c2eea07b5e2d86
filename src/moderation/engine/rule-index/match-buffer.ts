import { hasBit, lowestSetBit } from './bits.js';

/** Places of what matches or is unknown, in their order. */
export class MatchBuffer {
  /** How many there are. */
  count = 0;
  /** How many of them match for sure. */
  certainCount = 0;
  private readonly positions: Int32Array;
  private readonly certain: Uint8Array;

  constructor(atMost: number) {
    this.positions = new Int32Array(atMost);
    this.certain = new Uint8Array(atMost);
  }

  clear(): void {
    this.count = 0;
    this.certainCount = 0;
  }

  add(place: number, isSure: boolean): void {
    this.positions[this.count] = place;
    this.certain[this.count] = isSure ? 1 : 0;
    this.count += 1;
    if (isSure) this.certainCount += 1;
  }

  /**
   * Takes a bit a place instead of what was there.
   * @param certain the same array when all of them match for sure
   */
  load(possible: Int32Array, certain: Int32Array): void {
    const { positions, certain: sure } = this;
    let count = 0;
    for (let word = 0; word < possible.length; word += 1) {
      for (let rest = possible[word] ?? 0; rest !== 0; rest &= rest - 1) {
        positions[count] = word * 32 + lowestSetBit(rest);
        count += 1;
      }
    }
    this.count = count;
    this.certainCount = count;
    sure.fill(1, 0, count);
    if (certain !== possible) this.clearUncertain(certain);
  }

  /** How many of them are below a place. */
  countBelow(place: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.positions[middle] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Leaves out those that are not wanted. */
  filter(wanted: (place: number) => boolean): void {
    const { count, positions, certain } = this;
    this.clear();
    for (let at = 0; at < count; at += 1) {
      const place = positions[at] ?? 0;
      if (wanted(place)) this.add(place, certain[at] === 1);
    }
  }

  /** Throws when there are not so many. */
  positionAt(at: number): number {
    const place = at < this.count ? this.positions[at] : undefined;
    if (place === undefined) throw new RangeError(`There are but ${this.count} places`);
    return place;
  }

  /** Whether it matches; else it is unknown. */
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
