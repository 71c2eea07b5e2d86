import type { Digest } from '../../keyed-hash.js';

/**
 * Remembers evicted keys in a table of fixed size, like a Bloom filter with one hash: a slot holds the latest second up to which
 * any evicted key of that slot may lack entries. A new key in the slot of an evicted one counts as evicted until that second has
 * left its window.
 */
export class EvictionFilter {
  private readonly seconds: Uint32Array;
  private readonly half: number;
  /** While nothing was evicted, lookups skip the table, which is large. */
  private isEmpty = true;

  constructor(/** A power of two. */ slots: number) {
    this.seconds = new Uint32Array(slots);
    this.half = slots / 2;
  }

  /** Long and short windows have a half of the table each: an eviction from a long one does not hide new keys of short ones. */
  add(key: Digest, long: boolean, second: number): void {
    const slot = this.slotOf(key, long);
    if (second <= (this.seconds[slot] ?? 0)) return;
    this.seconds[slot] = second;
    this.isEmpty = false;
  }

  /** Seconds since the epoch up to which events of this key may be missing; 0 when none is. */
  missingUpTo(key: Digest, long: boolean): number {
    return this.isEmpty ? 0 : (this.seconds[this.slotOf(key, long)] ?? 0);
  }

  /** The table as it is now, for a snapshot. */
  get table(): Uint32Array {
    return this.seconds;
  }

  /** Merges the table of a snapshot. Where sizes differ, a slot stands for several, or several for one. */
  merge(copy: Uint32Array): void {
    const half = copy.length / 2;
    for (let slot = 0; slot < Math.max(copy.length, this.seconds.length); slot++) {
      const long = slot >= Math.max(half, this.half);
      const key = { low: 0, high: slot };
      this.add(key, long, copy[(slot & (half - 1)) + (long ? half : 0)] ?? 0);
    }
  }

  private slotOf(key: Digest, long: boolean): number {
    return (key.high & (this.half - 1)) + (long ? this.half : 0);
  }
}
