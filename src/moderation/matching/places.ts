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
}
