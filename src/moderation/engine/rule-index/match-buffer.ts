import { hasBit, lowestOf } from './bits.js';

/** Places of what matches or is unknown, in their order. */
export class Places {
  /** How many there are. */
  count = 0;
  /** How many of them match for sure. */
  sureCount = 0;
  private readonly places: Int32Array;
  private readonly sure: Uint8Array;

  constructor(atMost: number) {
    this.places = new Int32Array(atMost);
    this.sure = new Uint8Array(atMost);
  }

  forget(): void {
    this.count = 0;
    this.sureCount = 0;
  }

  add(place: number, isSure: boolean): void {
    this.places[this.count] = place;
    this.sure[this.count] = isSure ? 1 : 0;
    this.count += 1;
    if (isSure) this.sureCount += 1;
  }

  /**
   * Takes a bit a place instead of what was there.
   * @param certain the same array when all of them match for sure
   */
  take(possible: Int32Array, certain: Int32Array): void {
    const { places, sure } = this;
    let count = 0;
    for (let word = 0; word < possible.length; word += 1) {
      for (let rest = possible[word] ?? 0; rest !== 0; rest &= rest - 1) {
        places[count] = word * 32 + lowestOf(rest);
        count += 1;
      }
    }
    this.count = count;
    this.sureCount = count;
    sure.fill(1, 0, count);
    if (certain !== possible) this.doubt(certain);
  }

  /** How many of them are below a place. */
  countBelow(place: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.places[middle] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Leaves out those that are not wanted. */
  keep(wanted: (place: number) => boolean): void {
    const { count, places, sure } = this;
    this.forget();
    for (let at = 0; at < count; at += 1) {
      const place = places[at] ?? 0;
      if (wanted(place)) this.add(place, sure[at] === 1);
    }
  }

  /** Throws when there are not so many. */
  place(at: number): number {
    const place = at < this.count ? this.places[at] : undefined;
    if (place === undefined) throw new RangeError(`There are but ${this.count} places`);
    return place;
  }

  /** Whether it matches; else it is unknown. */
  isSure(at: number): boolean {
    return this.sure[at] === 1;
  }

  private doubt(certain: Int32Array): void {
    for (let at = 0; at < this.count; at += 1) {
      if (hasBit(certain, this.places[at] ?? 0)) continue;
      this.sure[at] = 0;
      this.sureCount -= 1;
    }
  }
}
