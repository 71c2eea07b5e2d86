import { DAY_MS } from '../../moderation/reputation.js';
import { ENTRY_WORDS, EntryCursor, MISSING_UP_TO, NEWEST_DOUBLE, SERIES_AND_COUNT } from './entry-cursor.js';
import { ForgottenKeys } from './forgotten-keys.js';
import type { Digest } from './keyed-hash.js';
import { KeyIndex } from './key-index.js';
import { UNIT_WORDS, Units } from './units.js';

/** One thing that is remembered of many keys. */
export interface Series {
  readonly number: number;
  /** For how long, in milliseconds: less than 49 days. */
  readonly keepMs: number;
  /** How many ids of a key: the newest. */
  readonly keepCount: number;
  /** Nothing of this moment or later is missing. */
  completeFrom: number;
  /** Nobody asks for it any more; its keys are given up. */
  dropped: boolean;
}

export interface Entry {
  readonly at: number;
  readonly id: Digest;
}

const COUNT_BITS = 14;
const COUNT_MASK = (1 << COUNT_BITS) - 1;
/** More ids than this are not kept of one key. Rules compare with 10,000 at most. */
export const MOST_KEPT = COUNT_MASK;
const NONE: readonly Entry[] = [];
/** Buckets looked through for expired keys before a live one is evicted, and whenever a key is new. */
const SWEPT_WHEN_FULL = 32;
const SWEPT_PER_KEY = 2;

/**
 * For every key of every series: the newest ids, each with its latest time. Neither the order nor the repetition of what is
 * noted changes what is read. It never takes more memory than it was given: expired keys go first, then those that were not
 * used for longest; what was evicted reads as unknown, not as zero.
 */
export class RecentSets {
  private readonly units: Units;
  private readonly index: KeyIndex;
  private readonly forgotten: ForgottenKeys;
  private readonly series: Series[] = [];
  private readonly reader: EntryCursor;
  private readonly writer: EntryCursor;
  private now = 0;
  private evicted = 0;

  constructor(bytes: number) {
    const forgottenSlots = powerOfTwo(Math.min(2 ** 20, Math.max(256, bytes / 64)));
    const buckets = powerOfTwo(Math.max(64, bytes / 128));
    const left = bytes - 4 * (forgottenSlots + buckets);
    this.units = new Units(Math.max(64, Math.floor(left / (UNIT_WORDS * 4)) - 1));
    this.index = new KeyIndex(this.units, buckets);
    this.forgotten = new ForgottenKeys(forgottenSlots);
    this.reader = new EntryCursor(this.units.words);
    this.writer = new EntryCursor(this.units.words);
  }

  get evictions(): number {
    return this.evicted;
  }

  get size(): { readonly keys: number; readonly bytes: number } {
    return { keys: this.index.size, bytes: this.units.inUse * UNIT_WORDS * 4 };
  }

  open(keepMs: number, keepCount: number, completeFrom: number): Series {
    const series: Series = {
      number: this.series.length,
      keepMs,
      keepCount: Math.min(keepCount, MOST_KEPT),
      completeFrom,
      dropped: false,
    };
    this.series.push(series);
    return series;
  }

  /** Tells the time, by which keys expire. */
  advance(now: number): void {
    if (now > this.now) this.now = now;
  }

  /** Notes an id at a time. What is of the past, while rebuilding, evicts nothing. */
  note(series: Series, key: Digest, entry: Entry, ofThePast: boolean): void {
    if (series.dropped || entry.at <= this.now - series.keepMs) return;
    let head = this.index.find(key);
    if (head === 0) head = this.admit(series, key, entry.at, ofThePast);
    else if (!ofThePast) this.index.touch(head);
    if (head !== 0) this.put(head, series, entry, ofThePast);
  }

  /** How many ids a key has in (after, until], `enough` at most; `null` when it can't be told, because it was evicted. */
  count(
    series: Series,
    key: Digest,
    window: { after: number; until: number },
    enough: number,
  ): number | null {
    const { after, until } = window;
    const head = this.index.find(key);
    if (head === 0) return this.missing(series, key) > after ? null : 0;
    this.index.touch(head);
    const newest = this.newestOf(head);
    let found = 0;
    this.reader.start(head);
    for (let left = this.countOf(head); left > 0 && found < enough; left--) {
      const at = this.timeOf(this.reader.at, newest);
      if (at > after && at <= until) found++;
      this.reader.advance();
    }
    return found < enough && this.missingOf(head) > after ? null : found;
  }

  /** The entries of a key later than `after`; `null` when they can't be told, because it was evicted. */
  entries(series: Series, key: Digest, after: number): readonly Entry[] | null {
    const head = this.index.find(key);
    if (head === 0) return this.missing(series, key) > after ? null : NONE;
    this.index.touch(head);
    if (this.missingOf(head) > after) return null;
    const newest = this.newestOf(head);
    const { words } = this.units;
    const found: Entry[] = [];
    this.reader.start(head);
    for (let left = this.countOf(head); left > 0; left--) {
      const slot = this.reader.at;
      const at = this.timeOf(slot, newest);
      if (at > after) found.push({ at, id: { low: words[slot + 1] ?? 0, high: words[slot + 2] ?? 0 } });
      this.reader.advance();
    }
    return found;
  }

  private admit(series: Series, key: Digest, at: number, ofThePast: boolean): number {
    this.sweep(SWEPT_PER_KEY);
    const head = this.take(ofThePast);
    if (head === 0) {
      this.forgotten.remember(key, isLong(series), Math.ceil(at / 1000));
      return 0;
    }
    const { words, doubles } = this.units;
    words[head * UNIT_WORDS + SERIES_AND_COUNT] = series.number << COUNT_BITS;
    words[head * UNIT_WORDS + MISSING_UP_TO] = this.forgotten.missingUpTo(key, isLong(series));
    doubles[(head * UNIT_WORDS) / 2 + NEWEST_DOUBLE] = at;
    this.index.add(head, key, ofThePast);
    return head;
  }

  /** One walk drops what is too old, finds the id or the oldest entry, and closes the gaps. */
  private put(head: number, series: Series, entry: Entry, ofThePast: boolean): void {
    const { words, doubles } = this.units;
    const { reader, writer } = this;
    const newest = this.newestOf(head);
    if (entry.at <= newest - series.keepMs) return;
    const latest = Math.max(newest, entry.at);
    const count = this.countOf(head);
    let kept = 0;
    let found = false;
    let oldestAt = Infinity;
    let oldestSlot = 0;
    reader.start(head);
    writer.start(head);
    for (let i = 0; i < count; i++, reader.advance()) {
      const slot = reader.at;
      let at = this.timeOf(slot, newest);
      if (words[slot + 1] === entry.id.low && words[slot + 2] === entry.id.high) {
        found = true;
        at = Math.max(at, entry.at);
        words[slot] = at | 0;
      }
      if (at <= latest - series.keepMs) continue;
      if (slot !== writer.at) words.copyWithin(writer.at, slot, slot + ENTRY_WORDS);
      if (at < oldestAt) {
        oldestAt = at;
        oldestSlot = writer.at;
      }
      kept++;
      writer.advance();
    }
    doubles[(head * UNIT_WORDS) / 2 + NEWEST_DOUBLE] = latest;
    this.setCount(head, kept);
    if (kept < count) this.giveChain(writer);
    if (found) return;
    if (kept < series.keepCount && this.append(head, kept, entry, ofThePast)) return;
    if (entry.at > oldestAt) this.write(oldestSlot, entry);
  }

  private append(head: number, kept: number, entry: Entry, ofThePast: boolean): boolean {
    const { writer } = this;
    if (writer.at === 0) {
      const unit = this.take(ofThePast);
      if (unit === 0) {
        const slot = head * UNIT_WORDS + MISSING_UP_TO;
        this.units.words[slot] = Math.ceil(Math.max(this.missingOf(head), entry.at) / 1000);
        return false;
      }
      writer.extend(unit);
    }
    this.write(writer.at, entry);
    this.setCount(head, kept + 1);
    return true;
  }

  private write(slot: number, entry: Entry): void {
    const { words } = this.units;
    words[slot] = entry.at | 0;
    words[slot + 1] = entry.id.low;
    words[slot + 2] = entry.id.high;
  }

  private take(ofThePast: boolean): number {
    let unit = this.units.take();
    if (unit !== 0) return unit;
    this.sweep(SWEPT_WHEN_FULL);
    unit = this.units.take();
    // The key that grows was just touched: while there is another, that one goes.
    while (unit === 0 && !ofThePast && this.index.size > 1) {
      this.giveUp(this.index.leastRecentlyUsed);
      unit = this.units.take();
    }
    return unit;
  }

  private sweep(buckets: number): void {
    for (let i = 0; i < buckets; i++) {
      for (const unit of this.index.nextBucket()) if (this.isExpired(unit)) this.remove(unit);
    }
  }

  private giveUp(unit: number): void {
    const series = this.seriesOf(unit);
    if (!this.isExpired(unit) && series !== undefined) {
      const second = Math.ceil(Math.max(this.newestOf(unit), this.missingOf(unit)) / 1000);
      this.forgotten.remember(this.index.keyOf(unit), isLong(series), second);
      this.evicted++;
    }
    this.remove(unit);
  }

  private remove(unit: number): void {
    this.index.remove(unit);
    this.reader.start(unit);
    this.giveChain(this.reader);
    this.units.give(unit);
  }

  /** Gives back the units after the one that a cursor stands in. */
  private giveChain(cursor: EntryCursor): void {
    const { words } = this.units;
    let unit = words[cursor.link] ?? 0;
    words[cursor.link] = 0;
    while (unit !== 0) {
      const next = words[unit * UNIT_WORDS] ?? 0;
      this.units.give(unit);
      unit = next;
    }
  }

  private isExpired(unit: number): boolean {
    const series = this.seriesOf(unit);
    if (series === undefined || series.dropped) return true;
    return Math.max(this.newestOf(unit), this.missingOf(unit)) <= this.now - series.keepMs;
  }

  private seriesOf(head: number): Series | undefined {
    return this.series[(this.units.words[head * UNIT_WORDS + SERIES_AND_COUNT] ?? 0) >>> COUNT_BITS];
  }

  private countOf(head: number): number {
    return (this.units.words[head * UNIT_WORDS + SERIES_AND_COUNT] ?? 0) & COUNT_MASK;
  }

  private setCount(head: number, count: number): void {
    const slot = head * UNIT_WORDS + SERIES_AND_COUNT;
    this.units.words[slot] = ((this.units.words[slot] ?? 0) & ~COUNT_MASK) | count;
  }

  private newestOf(head: number): number {
    return this.units.doubles[(head * UNIT_WORDS) / 2 + NEWEST_DOUBLE] ?? 0;
  }

  /** Entries keep 32 bits of their time; they are never 49 days older than the newest. */
  private timeOf(slot: number, newest: number): number {
    return newest - (((newest | 0) - (this.units.words[slot] ?? 0)) >>> 0);
  }

  /** Milliseconds. */
  private missingOf(head: number): number {
    return ((this.units.words[head * UNIT_WORDS + MISSING_UP_TO] ?? 0) >>> 0) * 1000;
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
