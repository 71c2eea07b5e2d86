import type { Digest } from '../../keyed-hash.js';
import { BLOCK_WORDS } from './block-allocator.js';
import type { BlockAllocator } from './block-allocator.js';

// Where a key's unit keeps what the index needs; the words after these belong to whoever stores something under the key.
export const LOW = 0;
export const HIGH = 1;
const NEXT_IN_BUCKET = 2;
const OLDER = 3;
const NEWER = 4;
/** The first word of a key's unit that the index leaves alone. */
export const FIRST_PAYLOAD_WORD = 5;

const NONE: readonly number[] = [];

/** Finds the unit of a key, and knows in which order keys were last used. */
export class LruIndex {
  private readonly buckets: Int32Array;
  private newest = 0;
  private oldest = 0;
  private sweepBucket = 0;
  private count = 0;
  /** Where a walk through all keys stands; 0 when it is at its end. */
  private walker = 0;

  constructor(
    private readonly units: BlockAllocator,
    /** A power of two. */
    bucketCount: number,
  ) {
    this.buckets = new Int32Array(bucketCount);
  }

  get size(): number {
    return this.count;
  }

  /** The key that was not used for longest, or 0. */
  get leastRecentlyUsed(): number {
    return this.oldest;
  }

  /** The key's unit, or 0. */
  find(key: Digest): number {
    let unit = this.buckets[this.bucketOf(key.low)] ?? 0;
    while (unit !== 0 && !this.hasKey(unit, key)) unit = this.word(unit, NEXT_IN_BUCKET);
    return unit;
  }

  /** Gives a unit to a key that has none, as the one used last or, when it is of the past, the one used first. */
  add(unit: number, key: Digest, ofThePast: boolean): void {
    const bucket = this.bucketOf(key.low);
    this.setWord(unit, LOW, key.low);
    this.setWord(unit, HIGH, key.high);
    this.setWord(unit, NEXT_IN_BUCKET, this.buckets[bucket] ?? 0);
    this.buckets[bucket] = unit;
    this.link(unit, ofThePast);
    this.count++;
  }

  remove(unit: number): void {
    const bucket = this.bucketOf(this.word(unit, LOW));
    const next = this.word(unit, NEXT_IN_BUCKET);
    let before = this.buckets[bucket] ?? 0;
    if (before === unit) {
      this.buckets[bucket] = next;
    } else {
      while (this.word(before, NEXT_IN_BUCKET) !== unit) before = this.word(before, NEXT_IN_BUCKET);
      this.setWord(before, NEXT_IN_BUCKET, next);
    }
    this.unlink(unit);
    this.count--;
  }

  /** Says that a key was used. */
  touch(unit: number): void {
    if (unit === this.newest) return;
    this.unlink(unit);
    this.link(unit, false);
  }

  digestOf(unit: number): Digest {
    return { low: this.word(unit, LOW), high: this.word(unit, HIGH) };
  }

  /** Begins a walk at the key that was not used for longest. */
  startWalk(): void {
    this.walker = this.oldest;
  }

  /** The next key of the walk, or 0. One that is used meanwhile comes once more; one that is new comes, too. */
  get walkPosition(): number {
    return this.walker;
  }

  walkNext(): void {
    if (this.walker !== 0) this.walker = this.word(this.walker, NEWER);
  }

  /** Units in the next bucket of a round through all of them. */
  nextBucket(): readonly number[] {
    const first = this.buckets[this.sweepBucket] ?? 0;
    this.sweepBucket = this.bucketOf(this.sweepBucket + 1);
    if (first === 0) return NONE;
    const found: number[] = [];
    for (let unit = first; unit !== 0; unit = this.word(unit, NEXT_IN_BUCKET)) found.push(unit);
    return found;
  }

  private bucketOf(number: number): number {
    return number & (this.buckets.length - 1);
  }

  private hasKey(unit: number, key: Digest): boolean {
    return this.word(unit, LOW) === key.low && this.word(unit, HIGH) === key.high;
  }

  private link(unit: number, asOldest: boolean): void {
    const older = asOldest ? 0 : this.newest;
    const newer = asOldest ? this.oldest : 0;
    this.setWord(unit, OLDER, older);
    this.setWord(unit, NEWER, newer);
    if (older === 0) this.oldest = unit;
    else this.setWord(older, NEWER, unit);
    if (newer === 0) this.newest = unit;
    else this.setWord(newer, OLDER, unit);
  }

  private unlink(unit: number): void {
    const older = this.word(unit, OLDER);
    const newer = this.word(unit, NEWER);
    if (unit === this.walker) this.walker = newer;
    if (older === 0) this.oldest = newer;
    else this.setWord(older, NEWER, newer);
    if (newer === 0) this.newest = older;
    else this.setWord(newer, OLDER, older);
  }

  private word(unit: number, word: number): number {
    return this.units.words[unit * BLOCK_WORDS + word] ?? 0;
  }

  private setWord(unit: number, word: number, value: number): void {
    this.units.words[unit * BLOCK_WORDS + word] = value;
  }
}
