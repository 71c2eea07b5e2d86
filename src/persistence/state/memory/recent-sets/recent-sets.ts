import { DAY_MS } from '../../../../moderation/state/reputation.js';
import { EvictionFilter } from './eviction-filter.js';
import type { Digest } from '../../keyed-hash.js';
import { encodeKey, encodedWords } from './key-codec.js';
import type { DecodedKey } from './key-codec.js';
import { KeyEntries, MAX_ENTRIES, newestEntries, negligibleUpTo } from './key-entries.js';
import type { Entry, EntryRetention } from './key-entries.js';
import { LruIndex } from './lru-index.js';
import { SeriesRegistry } from './series.js';
import type { Series, SeriesShape } from './series.js';
import { BLOCK_WORDS, BlockAllocator } from './block-allocator.js';

/** (after, until], in milliseconds. */
export interface Window {
  readonly after: number;
  readonly until: number;
}

const NONE: readonly Entry[] = [];
const NO_TIMES: readonly number[] = [];
/** Buckets looked through for expired keys before a live one is evicted, and whenever a key is new. */
const BUCKETS_SWEPT_WHEN_FULL = 32;
const BUCKETS_SWEPT_PER_KEY = 2;
/** Keys looked at in one go while copying. */
const MAX_KEYS_ENCODED = 1_000;

/**
 * For every key of every series: the newest ids, each with its latest time. Neither the order nor the repetition of what is
 * noted changes what is read. It never takes more memory than it was given: expired keys go first, then those that were not
 * used for longest; what was evicted reads as unknown, not as zero.
 */
export class RecentSets {
  private readonly units: BlockAllocator;
  private readonly index: LruIndex;
  private readonly evictionFilter: EvictionFilter;
  private readonly keys: KeyEntries;
  private now = 0;
  private evicted = 0;

  constructor(
    bytes: number,
    private readonly register = new SeriesRegistry([]),
  ) {
    const forgottenSlots = powerOfTwo(Math.min(2 ** 20, Math.max(256, bytes / 64)));
    const buckets = powerOfTwo(Math.max(64, bytes / 128));
    const left = bytes - 4 * (forgottenSlots + buckets);
    this.units = new BlockAllocator(Math.max(64, Math.floor(left / (BLOCK_WORDS * 4)) - 1));
    this.index = new LruIndex(this.units, buckets);
    this.evictionFilter = new EvictionFilter(forgottenSlots);
    this.keys = new KeyEntries(this.units);
  }

  get evictions(): number {
    return this.evicted;
  }

  get size(): { readonly keys: number; readonly bytes: number } {
    return { keys: this.index.size, bytes: this.units.inUse * BLOCK_WORDS * 4 };
  }

  open(shape: SeriesShape, completeFrom: number): Series {
    return this.register.open({ ...shape, keepCount: Math.min(shape.keepCount, MAX_ENTRIES) }, completeFrom);
  }

  /** Tells the time, by which keys expire. */
  advance(now: number): void {
    if (now > this.now) this.now = now;
  }

  /** Whether what a series would note at a time is forgotten already. */
  isTooOld(series: Series, at: number): boolean {
    return series.dropped || at <= this.now - series.keepMs;
  }

  /** Notes an id at a time. What is of the past, while rebuilding, evicts nothing. */
  add(series: Series, key: Digest, entry: Entry, ofThePast: boolean): void {
    if (this.isTooOld(series, entry.at)) return;
    const keep = this.retentionOf(series);
    let head = this.index.find(key);
    if (head === 0) head = this.admit(series, key, entry.at, ofThePast);
    else if (!ofThePast) this.index.touch(head);
    if (head === 0 || entry.at <= negligibleUpTo(this.keys.newestAt(head), keep)) return;
    this.keys.put(head, entry, keep, ofThePast ? this.allocateSpare : this.allocateEvicting);
  }

  /** How many ids a key has in a window, `enough` at most; `null` when it can't be told, because it was evicted. */
  count(series: Series, key: Digest, window: Window, enough: number): number | null {
    const head = this.index.find(key);
    if (head === 0) return this.evictedUpTo(series, key) > window.after ? null : 0;
    this.touch(head);
    const count = this.keys.count(head, window, enough);
    return count < enough && this.keys.missingUpTo(head) * 1000 > window.after ? null : count;
  }

  /** The times of a key's entries later than `after`; `null` when they can't be told, because it was evicted. */
  times(series: Series, key: Digest, after: number): readonly number[] | null {
    const head = this.index.find(key);
    if (head === 0) return this.evictedUpTo(series, key) > after ? null : NO_TIMES;
    this.touch(head);
    return this.keys.missingUpTo(head) * 1000 > after ? null : this.keys.times(head, after);
  }

  /** Begins to copy all keys, from the one that was not used for longest. */
  startEncoding(): void {
    this.index.startWalk();
  }

  /**
   * Copies some keys, and says how many words they take; `null` when there are no more. A key that is used meanwhile comes
   * once more, as it is then.
   */
  encodeNext(to: Int32Array, mostWords: number): number | null {
    if (this.index.walkPosition === 0) return null;
    let used = 0;
    for (let looked = 0; looked < MAX_KEYS_ENCODED && used < mostWords; looked++) {
      const head = this.index.walkPosition;
      if (head === 0 || used + encodedWords(this.units, head) > to.length) break;
      if (!this.isExpired(head)) used = encodeKey(this.units, head, to, used);
      this.index.walkNext();
    }
    return used;
  }

  /** Takes a key of a copy, beside what was noted since; evicts nothing. To be called with the key used last first. */
  restore(copied: DecodedKey): void {
    const series = this.register.at(copied.series);
    const last = Math.max(copied.newest, copied.missingUpTo * 1000);
    if (series === undefined || series.dropped || last <= this.now - series.keepMs) return;
    let head = this.index.find(copied.key);
    const noted = head === 0 ? NONE : this.keys.all(head, 0);
    if (head === 0) head = this.admit(series, copied.key, last, true);
    if (head === 0) return;
    this.keys.markMissing(head, copied.missingUpTo);
    const entries = newestEntries([...noted, ...copied.entries], this.retentionOf(series));
    this.keys.replace(head, entries, this.allocateSpare);
  }

  /** The table of keys that were evicted, for a copy. */
  get evictionTable(): Uint32Array {
    return this.evictionFilter.table;
  }

  /** Takes in the table of a copy, before anything is noted. */
  restoreEvictionTable(table: Uint32Array): void {
    this.evictionFilter.merge(table);
  }

  /** Says that a key was used, unless it was when something was noted just now: it costs more than to read it. */
  private touch(head: number): void {
    if (this.keys.newestAt(head) < this.now) this.index.touch(head);
  }

  private admit(series: Series, key: Digest, at: number, ofThePast: boolean): number {
    this.sweep(BUCKETS_SWEPT_PER_KEY);
    const head = ofThePast ? this.allocateSpare() : this.allocateEvicting();
    if (head === 0) {
      this.evictionFilter.add(key, isLong(series), Math.ceil(at / 1000));
      return 0;
    }
    this.keys.initialize(head, series.number, at, this.evictionFilter.missingUpTo(key, isLong(series)));
    this.index.add(head, key, ofThePast);
    return head;
  }

  /** A unit that nobody uses, or that only expired keys used; 0 when there is none. */
  private readonly allocateSpare = (): number => {
    const unit = this.units.allocate();
    if (unit !== 0) return unit;
    this.sweep(BUCKETS_SWEPT_WHEN_FULL);
    return this.units.allocate();
  };

  /** A spare unit or that of a live key. */
  private readonly allocateEvicting = (): number => {
    let unit = this.allocateSpare();
    // The key that grows was just touched: while there is another, that one goes.
    while (unit === 0 && this.index.size > 1) {
      this.evict(this.index.leastRecentlyUsed);
      unit = this.units.allocate();
    }
    return unit;
  };

  private sweep(buckets: number): void {
    for (let i = 0; i < buckets; i++) {
      for (const unit of this.index.nextBucket()) if (this.isExpired(unit)) this.remove(unit);
    }
  }

  private evict(head: number): void {
    const series = this.register.at(this.keys.seriesOf(head));
    if (series !== undefined && !this.isExpired(head)) {
      this.evictionFilter.add(
        this.index.digestOf(head),
        isLong(series),
        Math.ceil(this.lastMoment(head) / 1000),
      );
      this.evicted++;
    }
    this.remove(head);
  }

  private remove(head: number): void {
    this.index.remove(head);
    this.keys.clear(head);
  }

  private isExpired(head: number): boolean {
    const series = this.register.at(this.keys.seriesOf(head));
    return series === undefined || series.dropped || this.lastMoment(head) <= this.now - series.keepMs;
  }

  private retentionOf({ keepMs, keepCount }: Series): EntryRetention {
    return { expiredUpTo: this.now - keepMs, keepMs, keepCount };
  }

  /** Later than this the key has nothing to say, nor to hide. */
  private lastMoment(head: number): number {
    return Math.max(this.keys.newestAt(head), this.keys.missingUpTo(head) * 1000);
  }

  private evictedUpTo(series: Series, key: Digest): number {
    return this.evictionFilter.missingUpTo(key, isLong(series)) * 1000;
  }
}

function isLong(series: Series): boolean {
  return series.keepMs > DAY_MS;
}

/** The largest power of two that is no more. */
function powerOfTwo(number: number): number {
  return 2 ** Math.floor(Math.log2(number));
}
