/** Choices that come out the same in every run. */
export class Random {
  #state: number;

  /** @param seed any text: what is drawn for one remark does not depend on the others */
  constructor(seed: string) {
    let hash = 2_166_136_261;
    for (const sign of seed) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 16_777_619);
    this.#state = hash >>> 0;
  }

  /** A whole number from 0 up to, not including, `end` (mulberry32). */
  below(end: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * end);
  }

  /** True once in `times`, on the average. */
  onceIn(times: number): boolean {
    return this.below(times) === 0;
  }

  /** One of what there is; there is at least one. */
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  pick<Item>(items: readonly Item[]): Item | undefined;
  pick<Item>(items: readonly Item[]): Item | undefined {
    return items[this.below(items.length)];
  }

  /** The same items in another order. */
  shuffle<Item>(items: readonly Item[]): Item[] {
    return items
      .map((item) => ({ item, at: this.below(1_000_000_007) }))
      .toSorted((one, other) => one.at - other.at)
      .map(({ item }) => item);
  }
}
