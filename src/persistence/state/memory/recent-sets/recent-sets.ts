import type { Digest } from '../../keyed-hash.js';
import { BLOCK_WORDS } from './block-allocator.js';
import { negligibleUpTo, newestEntries } from './entry.js';
import type { Entry, EntryRetention } from './entry.js';
import { encodeKey, encodedWords } from './key-codec.js';
import type { DecodedKey } from './key-codec.js';
import { MAX_ENTRIES } from './key-layout.js';
import { KeyStore } from './key-store.js';
import { SeriesRegistry } from './series.js';
import type { Series, SeriesShape } from './series.js';

/** (after, until], in milliseconds. */
export interface Window {
  readonly after: number;
  readonly until: number;
}

const NONE: readonly Entry[] = [];
const NO_TIMES: readonly number[] = [];
/** At most so many keys are looked at in one step of encoding. */
const MAX_KEYS_ENCODED = 1_000;

/**
 * For every key of every series: the newest ids, each with its latest time. Additions are idempotent and commute, so that neither
 * order nor repetition changes a reading. Memory is bounded: expired keys go first, then the least recently used ones; an evicted
 * key reads as unknown, not as zero.
 */
export class RecentSets {
  private readonly store: KeyStore;

  constructor(
    bytes: number,
    private readonly registry = new SeriesRegistry([]),
  ) {
    this.store = new KeyStore(bytes, registry);
  }

  get evictions(): number {
    return this.store.evictions;
  }

  get size(): { readonly keys: number; readonly bytes: number } {
    const { index, blocks } = this.store;
    return { keys: index.size, bytes: blocks.inUse * BLOCK_WORDS * 4 };
  }

  open(shape: SeriesShape, completeFrom: number): Series {
    return this.registry.open({ ...shape, keepCount: Math.min(shape.keepCount, MAX_ENTRIES) }, completeFrom);
  }

  /** Sets the time by which keys expire. */
  advance(now: number): void {
    if (now > this.store.now) this.store.now = now;
  }

  /** Whether an entry of that time has expired in a series. */
  isTooOld(series: Series, at: number): boolean {
    return series.dropped || at <= this.store.now - series.keepMs;
  }

  /** Adds an id at a time. An entry of the past, during a backfill, evicts nothing. */
  add(series: Series, key: Digest, entry: Entry, ofThePast: boolean): void {
    if (this.isTooOld(series, entry.at)) return;
    const { store } = this;
    const retention = this.retentionOf(series);
    let head = store.index.find(key);
    if (head === 0) head = store.admit(series, key, entry.at, ofThePast);
    else if (!ofThePast) store.index.touch(head);
    if (head === 0 || entry.at <= negligibleUpTo(store.entries.newestAt(head), retention)) return;
    store.entries.put(head, entry, retention, ofThePast ? store.allocateSpare : store.allocateEvicting);
  }

  /** The number of ids of a key in a window, up to `enough`; `null` when it is unknown because of an eviction. */
  count(series: Series, key: Digest, window: Window, enough: number): number | null {
    const { index, entries } = this.store;
    const head = index.find(key);
    if (head === 0) return this.store.evictedUpTo(series, key) > window.after ? null : 0;
    this.touch(head);
    const count = entries.count(head, window, enough);
    return count < enough && entries.missingUpTo(head) * 1000 > window.after ? null : count;
  }

  /** The times of a key's entries later than `after`; `null` when they are unknown because of an eviction. */
  times(series: Series, key: Digest, after: number): readonly number[] | null {
    const { index, entries } = this.store;
    const head = index.find(key);
    if (head === 0) return this.store.evictedUpTo(series, key) > after ? null : NO_TIMES;
    this.touch(head);
    return entries.missingUpTo(head) * 1000 > after ? null : entries.times(head, after);
  }

  /** Begins to encode all keys for a snapshot, the least recently used first. */
  startEncoding(): void {
    this.store.index.startWalk();
  }

  /** Encodes some keys. A key that is used meanwhile comes once more, as it is then. @returns words written; `null` at the end */
  encodeNext(to: Int32Array, maxWords: number): number | null {
    const { index, blocks } = this.store;
    if (index.walkPosition === 0) return null;
    let used = 0;
    for (let looked = 0; looked < MAX_KEYS_ENCODED && used < maxWords; looked++) {
      const head = index.walkPosition;
      if (head === 0 || used + encodedWords(blocks, head) > to.length) break;
      if (!this.store.isExpired(head)) used = encodeKey(blocks, head, to, used);
      index.walkNext();
    }
    return used;
  }

  /** Merges a key of a snapshot with the entries added since; evicts nothing. Call it with the most recently used key first. */
  restore(decoded: DecodedKey): void {
    const { store } = this;
    const series = this.registry.at(decoded.series);
    const last = Math.max(decoded.newest, decoded.missingUpTo * 1000);
    if (series === undefined || series.dropped || last <= store.now - series.keepMs) return;
    let head = store.index.find(decoded.key);
    const added = head === 0 ? NONE : store.entries.all(head, 0);
    if (head === 0) head = store.admit(series, decoded.key, last, true);
    if (head === 0) return;
    store.entries.markMissing(head, decoded.missingUpTo);
    const entries = newestEntries([...added, ...decoded.entries], this.retentionOf(series));
    store.entries.replace(head, entries, store.allocateSpare);
  }

  /** The table of evicted keys, for a snapshot. */
  get evictionTable(): Uint32Array {
    return this.store.evictionFilter.table;
  }

  /** Merges the table of a snapshot; before anything is added. */
  restoreEvictionTable(table: Uint32Array): void {
    this.store.evictionFilter.merge(table);
  }

  /** Marks a key as used. One that was added to just now is marked already, and a look is cheaper than a mark. */
  private touch(head: number): void {
    if (this.store.entries.newestAt(head) < this.store.now) this.store.index.touch(head);
  }

  private retentionOf({ keepMs, keepCount }: Series): EntryRetention {
    return { expiredUpTo: this.store.now - keepMs, keepMs, keepCount };
  }
}
