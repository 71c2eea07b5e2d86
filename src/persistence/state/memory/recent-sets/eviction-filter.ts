import type { Digest } from '../../keyed-hash.js';

/**
 * Remembers, in a fixed table, until when evicted keys had something to say: a slot holds the latest second of any evicted key
 * that falls into it. A new key that shares a slot with an evicted one is taken for it, until the window has passed.
 */
export class EvictionFilter {
  private readonly seconds: Uint32Array;
  private readonly half: number;
  /** Nothing was evicted yet: then the table, which is large, need not be looked into. */
  private isEmpty = true;

  constructor(/** A power of two. */ slots: number) {
    this.seconds = new Uint32Array(slots);
    this.half = slots / 2;
  }

  /** What is evicted of long memory must not hide what is new in short windows, so each has a half of the table. */
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

  /** The table as it is now, for a copy. */
  get table(): Uint32Array {
    return this.seconds;
  }

  /** Takes in the table of a copy, which may be of another size: then a slot stands for several, or several for one. */
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
