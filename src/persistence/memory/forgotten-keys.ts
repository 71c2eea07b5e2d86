import type { Digest } from '../state/keyed-hash.js';

/**
 * Remembers, in a fixed table, until when evicted keys had something to say: a slot holds the latest second of any evicted key
 * that falls into it. A new key that shares a slot with an evicted one is taken for it, until the window has passed.
 */
export class ForgottenKeys {
  private readonly seconds: Uint32Array;
  private readonly half: number;

  constructor(/** A power of two. */ slots: number) {
    this.seconds = new Uint32Array(slots);
    this.half = slots / 2;
  }

  /** What is evicted of long memory must not hide what is new in short windows, so each has a half of the table. */
  remember(key: Digest, long: boolean, second: number): void {
    const slot = this.slotOf(key, long);
    if (second > (this.seconds[slot] ?? 0)) this.seconds[slot] = second;
  }

  /** Seconds since the epoch up to which events of this key may be missing; 0 when none is. */
  missingUpTo(key: Digest, long: boolean): number {
    return this.seconds[this.slotOf(key, long)] ?? 0;
  }

  private slotOf(key: Digest, long: boolean): number {
    return (key.high & (this.half - 1)) + (long ? this.half : 0);
  }
}
