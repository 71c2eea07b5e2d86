/** Places of what matches or is unknown, in their order. */
export class Places {
  /** How many there are. */
  count = 0;
  private readonly places: Int32Array;
  private readonly sure: Uint8Array;

  constructor(atMost: number) {
    this.places = new Int32Array(atMost);
    this.sure = new Uint8Array(atMost);
  }

  forget(): void {
    this.count = 0;
  }

  add(place: number, isSure: boolean): void {
    this.places[this.count] = place;
    this.sure[this.count] = isSure ? 1 : 0;
    this.count += 1;
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
