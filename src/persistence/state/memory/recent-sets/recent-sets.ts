import { DAY_MS } from '../../../../moderation/state/reputation.js';
import { ForgottenKeys } from './eviction-filter.js';
import type { Digest } from '../../keyed-hash.js';
import { copyKey, wordsOf } from './key-codec.js';
import type { CopiedKey } from './key-codec.js';
import { KeyEntries, MOST_KEPT, newestOf, uselessUpTo } from './key-entries.js';
import type { Entry, Keep } from './key-entries.js';
import { KeyIndex } from './lru-index.js';
import { SeriesRegister } from './series.js';
import type { Series, SeriesShape } from './series.js';
import { UNIT_WORDS, Units } from './block-allocator.js';

/** (after, until], in milliseconds. */
export interface Window {
  readonly after: number;
  readonly until: number;
}

const NONE: readonly Entry[] = [];
const NO_TIMES: readonly number[] = [];
/** Buckets looked through for expired keys before a live one is evicted, and whenever a key is new. */
const SWEPT_WHEN_FULL = 32;
const SWEPT_PER_KEY = 2;
/** Keys looked at in one go while copying. */
const COPIED_AT_ONCE = 1_000;

/**
 * For every key of every series: the newest ids, each with its latest time. Neither the order nor the repetition of what is
 * noted changes what is read. It never takes more memory than it was given: expired keys go first, then those that were not
 * used for longest; what was evicted reads as unknown, not as zero.
 */
export class RecentSets {
  private readonly units: Units;
  private readonly index: KeyIndex;
  private readonly forgotten: ForgottenKeys;
  private readonly keys: KeyEntries;
  private now = 0;
  private evicted = 0;

  constructor(
    bytes: number,
    private readonly register = new SeriesRegister([]),
  ) {
    const forgottenSlots = powerOfTwo(Math.min(2 ** 20, Math.max(256, bytes / 64)));
    const buckets = powerOfTwo(Math.max(64, bytes / 128));
    const left = bytes - 4 * (forgottenSlots + buckets);
    this.units = new Units(Math.max(64, Math.floor(left / (UNIT_WORDS * 4)) - 1));
    this.index = new KeyIndex(this.units, buckets);
    this.forgotten = new ForgottenKeys(forgottenSlots);
    this.keys = new KeyEntries(this.units);
  }

  get evictions(): number {
    return this.evicted;
  }

  get size(): { readonly keys: number; readonly bytes: number } {
    return { keys: this.index.size, bytes: this.units.inUse * UNIT_WORDS * 4 };
  }

  open(shape: SeriesShape, completeFrom: number): Series {
    return this.register.open({ ...shape, keepCount: Math.min(shape.keepCount, MOST_KEPT) }, completeFrom);
  }

  /** Tells the time, by which keys expire. */
  advance(now: number): void {
    if (now > this.now) this.now = now;
  }

  /** Whether what a series would note at a time is forgotten already. */
  isOver(series: Series, at: number): boolean {
    return series.dropped || at <= this.now - series.keepMs;
  }

  /** Notes an id at a time. What is of the past, while rebuilding, evicts nothing. */
  note(series: Series, key: Digest, entry: Entry, ofThePast: boolean): void {
    if (this.isOver(series, entry.at)) return;
    const keep = this.keep(series);
    let head = this.index.find(key);
    if (head === 0) head = this.admit(series, key, entry.at, ofThePast);
    else if (!ofThePast) this.index.touch(head);
    if (head === 0 || entry.at <= uselessUpTo(this.keys.newestOf(head), keep)) return;
    this.keys.put(head, entry, keep, ofThePast ? this.takeSpare : this.takeAny);
  }

  /** How many ids a key has in a window, `enough` at most; `null` when it can't be told, because it was evicted. */
  count(series: Series, key: Digest, window: Window, enough: number): number | null {
    const head = this.index.find(key);
    if (head === 0) return this.missing(series, key) > window.after ? null : 0;
    this.use(head);
    const count = this.keys.count(head, window, enough);
    return count < enough && this.keys.missingUpTo(head) * 1000 > window.after ? null : count;
  }

  /** The times of a key's entries later than `after`; `null` when they can't be told, because it was evicted. */
  times(series: Series, key: Digest, after: number): readonly number[] | null {
    const head = this.index.find(key);
    if (head === 0) return this.missing(series, key) > after ? null : NO_TIMES;
    this.use(head);
    return this.keys.missingUpTo(head) * 1000 > after ? null : this.keys.times(head, after);
  }

  /** Begins to copy all keys, from the one that was not used for longest. */
  startCopy(): void {
    this.index.startWalk();
  }

  /**
   * Copies some keys, and says how many words they take; `null` when there are no more. A key that is used meanwhile comes
   * once more, as it is then.
   */
  copy(to: Int32Array, mostWords: number): number | null {
    if (this.index.walksAt === 0) return null;
    let used = 0;
    for (let looked = 0; looked < COPIED_AT_ONCE && used < mostWords; looked++) {
      const head = this.index.walksAt;
      if (head === 0 || used + wordsOf(this.units, head) > to.length) break;
      if (!this.isExpired(head)) used = copyKey(this.units, head, to, used);
      this.index.walkOn();
    }
    return used;
  }

  /** Takes a key of a copy, beside what was noted since; evicts nothing. To be called with the key used last first. */
  restore(copied: CopiedKey): void {
    const series = this.register.at(copied.series);
    const last = Math.max(copied.newest, copied.missingUpTo * 1000);
    if (series === undefined || series.dropped || last <= this.now - series.keepMs) return;
    let head = this.index.find(copied.key);
    const noted = head === 0 ? NONE : this.keys.all(head, 0);
    if (head === 0) head = this.admit(series, copied.key, last, true);
    if (head === 0) return;
    this.keys.misses(head, copied.missingUpTo);
    const entries = newestOf([...noted, ...copied.entries], this.keep(series));
    this.keys.replace(head, entries, this.takeSpare);
  }

  /** The table of keys that were evicted, for a copy. */
  get forgottenTable(): Uint32Array {
    return this.forgotten.table;
  }

  /** Takes in the table of a copy, before anything is noted. */
  restoreForgotten(table: Uint32Array): void {
    this.forgotten.merge(table);
  }

  /** Says that a key was used, unless it was when something was noted just now: it costs more than to read it. */
  private use(head: number): void {
    if (this.keys.newestOf(head) < this.now) this.index.touch(head);
  }

  private admit(series: Series, key: Digest, at: number, ofThePast: boolean): number {
    this.sweep(SWEPT_PER_KEY);
    const head = ofThePast ? this.takeSpare() : this.takeAny();
    if (head === 0) {
      this.forgotten.remember(key, isLong(series), Math.ceil(at / 1000));
      return 0;
    }
    this.keys.found(head, series.number, at, this.forgotten.missingUpTo(key, isLong(series)));
    this.index.add(head, key, ofThePast);
    return head;
  }

  /** A unit that nobody uses, or that only expired keys used; 0 when there is none. */
  private readonly takeSpare = (): number => {
    const unit = this.units.take();
    if (unit !== 0) return unit;
    this.sweep(SWEPT_WHEN_FULL);
    return this.units.take();
  };

  /** A spare unit or that of a live key. */
  private readonly takeAny = (): number => {
    let unit = this.takeSpare();
    // The key that grows was just touched: while there is another, that one goes.
    while (unit === 0 && this.index.size > 1) {
      this.giveUp(this.index.leastRecentlyUsed);
      unit = this.units.take();
    }
    return unit;
  };

  private sweep(buckets: number): void {
    for (let i = 0; i < buckets; i++) {
      for (const unit of this.index.nextBucket()) if (this.isExpired(unit)) this.remove(unit);
    }
  }

  private giveUp(head: number): void {
    const series = this.register.at(this.keys.seriesOf(head));
    if (series !== undefined && !this.isExpired(head)) {
      this.forgotten.remember(
        this.index.keyOf(head),
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

  private keep({ keepMs, keepCount }: Series): Keep {
    return { expired: this.now - keepMs, keepMs, keepCount };
  }

  /** Later than this the key has nothing to say, nor to hide. */
  private lastMoment(head: number): number {
    return Math.max(this.keys.newestOf(head), this.keys.missingUpTo(head) * 1000);
  }

  private missing(series: Series, key: Digest): number {
    return this.forgotten.missingUpTo(key, isLong(series)) * 1000;
  }
}

function isLong(series: Series): boolean {
  return series.keepMs > DAY_MS;
}

/** The largest power of two that is no more. */
function powerOfTwo(number: number): number {
  return 2 ** Math.floor(Math.log2(number));
}
