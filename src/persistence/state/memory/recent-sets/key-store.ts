import { DAY_MS } from '../../../../moderation/state/reputation.js';
import type { Digest } from '../../keyed-hash.js';
import { BLOCK_WORDS, BlockAllocator } from './block-allocator.js';
import { EvictionFilter } from './eviction-filter.js';
import { KeyEntries } from './key-entries.js';
import { LruIndex } from './lru-index.js';
import type { Series, SeriesRegistry } from './series.js';

/** Buckets swept for expired keys before a live one is evicted, and whenever a key is new. */
const BUCKETS_SWEPT_WHEN_FULL = 32;
const BUCKETS_SWEPT_PER_KEY = 2;

/** Keys within a fixed amount of memory. Expired keys make room first, then the least recently used ones, which are remembered as evicted. */
export class KeyStore {
  readonly blocks: BlockAllocator;
  readonly index: LruIndex;
  readonly entries: KeyEntries;
  readonly evictionFilter: EvictionFilter;
  /** Milliseconds since the epoch, by which keys expire. */
  now = 0;
  private evicted = 0;

  constructor(
    bytes: number,
    private readonly registry: SeriesRegistry,
  ) {
    const evictionSlots = powerOfTwo(Math.min(2 ** 20, Math.max(256, bytes / 64)));
    const buckets = powerOfTwo(Math.max(64, bytes / 128));
    const left = bytes - 4 * (evictionSlots + buckets);
    this.blocks = new BlockAllocator(Math.max(64, Math.floor(left / (BLOCK_WORDS * 4)) - 1));
    this.index = new LruIndex(this.blocks, buckets);
    this.evictionFilter = new EvictionFilter(evictionSlots);
    this.entries = new KeyEntries(this.blocks);
  }

  /** Live keys that were evicted. */
  get evictions(): number {
    return this.evicted;
  }

  /** Makes room for a new key. @returns its first block, or 0 when there is no room */
  admit(series: Series, key: Digest, at: number, ofThePast: boolean): number {
    this.sweep(BUCKETS_SWEPT_PER_KEY);
    const head = ofThePast ? this.allocateSpare() : this.allocateEvicting();
    if (head === 0) {
      this.evictionFilter.add(key, isLong(series), Math.ceil(at / 1000));
      return 0;
    }
    this.entries.initialize(head, series.number, at, this.evictionFilter.missingUpTo(key, isLong(series)));
    this.index.add(head, key, ofThePast);
    return head;
  }

  /** A block that is free, or that expired keys held; 0 when there is none. */
  readonly allocateSpare = (): number => {
    const block = this.blocks.allocate();
    if (block !== 0) return block;
    this.sweep(BUCKETS_SWEPT_WHEN_FULL);
    return this.blocks.allocate();
  };

  /** A spare block, or that of a live key. */
  readonly allocateEvicting = (): number => {
    let block = this.allocateSpare();
    // The key that grows is the most recently used one: the last key is never evicted for itself.
    while (block === 0 && this.index.size > 1) {
      this.evict(this.index.leastRecentlyUsed);
      block = this.blocks.allocate();
    }
    return block;
  };

  isExpired(head: number): boolean {
    const series = this.registry.at(this.entries.seriesOf(head));
    return series === undefined || series.dropped || this.lastMoment(head) <= this.now - series.keepMs;
  }

  /** Milliseconds since the epoch up to which a key that is not here may lack entries; 0 when it lacks none. */
  evictedUpTo(series: Series, key: Digest): number {
    return this.evictionFilter.missingUpTo(key, isLong(series)) * 1000;
  }

  private sweep(buckets: number): void {
    for (let i = 0; i < buckets; i++) {
      for (const block of this.index.nextBucket()) if (this.isExpired(block)) this.remove(block);
    }
  }

  private evict(head: number): void {
    const series = this.registry.at(this.entries.seriesOf(head));
    if (series !== undefined && !this.isExpired(head)) {
      const second = Math.ceil(this.lastMoment(head) / 1000);
      this.evictionFilter.add(this.index.digestOf(head), isLong(series), second);
      this.evicted++;
    }
    this.remove(head);
  }

  private remove(head: number): void {
    this.index.remove(head);
    this.entries.clear(head);
  }

  /** Later than this the key has neither an entry nor a gap. */
  private lastMoment(head: number): number {
    return Math.max(this.entries.newestAt(head), this.entries.missingUpTo(head) * 1000);
  }
}

function isLong(series: Series): boolean {
  return series.keepMs > DAY_MS;
}

/** The largest power of two that is not larger. */
function powerOfTwo(number: number): number {
  return 2 ** Math.floor(Math.log2(number));
}
