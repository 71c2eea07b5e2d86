import type { Digest } from '../../keyed-hash.js';
import { BLOCK_WORDS } from './block-allocator.js';
import type { BlockAllocator } from './block-allocator.js';

// The index's words in a key's block; the words behind them belong to the entries.
export const LOW = 0;
export const HIGH = 1;
const NEXT_IN_BUCKET = 2;
const OLDER = 3;
const NEWER = 4;
/** The first word of a key's block that the index does not use. */
export const FIRST_PAYLOAD_WORD = 5;

const NONE: readonly number[] = [];

/** A hash table of the keys' blocks, chained, with a doubly linked list in the order in which keys were last used. */
export class LruIndex {
  private readonly buckets: Int32Array;
  private newest = 0;
  private oldest = 0;
  private sweepBucket = 0;
  private count = 0;
  /** The key at which a walk through all keys stands; 0 at its end. */
  private walker = 0;

  constructor(
    private readonly blocks: BlockAllocator,
    /** A power of two. */
    bucketCount: number,
  ) {
    this.buckets = new Int32Array(bucketCount);
  }

  get size(): number {
    return this.count;
  }

  /** The least recently used key, or 0. */
  get leastRecentlyUsed(): number {
    return this.oldest;
  }

  /** The key's block, or 0. */
  find(key: Digest): number {
    let block = this.buckets[this.bucketOf(key.low)] ?? 0;
    while (block !== 0 && !this.hasKey(block, key)) block = this.word(block, NEXT_IN_BUCKET);
    return block;
  }

  /** Adds a key with its block, as the most recently used one; one of the past as the least recently used. */
  add(block: number, key: Digest, ofThePast: boolean): void {
    const bucket = this.bucketOf(key.low);
    this.setWord(block, LOW, key.low);
    this.setWord(block, HIGH, key.high);
    this.setWord(block, NEXT_IN_BUCKET, this.buckets[bucket] ?? 0);
    this.buckets[bucket] = block;
    this.link(block, ofThePast);
    this.count++;
  }

  remove(block: number): void {
    const bucket = this.bucketOf(this.word(block, LOW));
    const next = this.word(block, NEXT_IN_BUCKET);
    let before = this.buckets[bucket] ?? 0;
    if (before === block) {
      this.buckets[bucket] = next;
    } else {
      while (this.word(before, NEXT_IN_BUCKET) !== block) before = this.word(before, NEXT_IN_BUCKET);
      this.setWord(before, NEXT_IN_BUCKET, next);
    }
    this.unlink(block);
    this.count--;
  }

  /** Makes a key the most recently used one. */
  touch(block: number): void {
    if (block === this.newest) return;
    this.unlink(block);
    this.link(block, false);
  }

  digestOf(block: number): Digest {
    return { low: this.word(block, LOW), high: this.word(block, HIGH) };
  }

  /** Begins a walk at the least recently used key. */
  startWalk(): void {
    this.walker = this.oldest;
  }

  /** The key at which the walk stands, or 0. A key that is used meanwhile comes once more; a new one comes, too. */
  get walkPosition(): number {
    return this.walker;
  }

  walkNext(): void {
    if (this.walker !== 0) this.walker = this.word(this.walker, NEWER);
  }

  /** The keys' blocks in the next bucket, round and round through all buckets. */
  nextBucket(): readonly number[] {
    const first = this.buckets[this.sweepBucket] ?? 0;
    this.sweepBucket = this.bucketOf(this.sweepBucket + 1);
    if (first === 0) return NONE;
    const found: number[] = [];
    for (let block = first; block !== 0; block = this.word(block, NEXT_IN_BUCKET)) found.push(block);
    return found;
  }

  private bucketOf(number: number): number {
    return number & (this.buckets.length - 1);
  }

  private hasKey(block: number, key: Digest): boolean {
    return this.word(block, LOW) === key.low && this.word(block, HIGH) === key.high;
  }

  private link(block: number, asOldest: boolean): void {
    const older = asOldest ? 0 : this.newest;
    const newer = asOldest ? this.oldest : 0;
    this.setWord(block, OLDER, older);
    this.setWord(block, NEWER, newer);
    if (older === 0) this.oldest = block;
    else this.setWord(older, NEWER, block);
    if (newer === 0) this.newest = block;
    else this.setWord(newer, OLDER, block);
  }

  private unlink(block: number): void {
    const older = this.word(block, OLDER);
    const newer = this.word(block, NEWER);
    if (block === this.walker) this.walker = newer;
    if (older === 0) this.oldest = newer;
    else this.setWord(older, NEWER, newer);
    if (newer === 0) this.newest = older;
    else this.setWord(newer, OLDER, older);
  }

  private word(block: number, word: number): number {
    return this.blocks.words[block * BLOCK_WORDS + word] ?? 0;
  }

  private setWord(block: number, word: number, value: number): void {
    this.blocks.words[block * BLOCK_WORDS + word] = value;
  }
}
