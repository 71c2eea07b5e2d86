import { DAY_MS } from '../../../../moderation/state/reputation.js';
import type { Digest } from '../../keyed-hash.js';
import { FIRST_PAYLOAD_WORD } from './lru-index.js';
import { BLOCK_WORDS } from './block-allocator.js';
import type { BlockAllocator } from './block-allocator.js';

export interface Entry {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly id: Digest;
}

/** What is worth keeping of a key. */
export interface EntryRetention {
  /** Milliseconds since the epoch: entries of this moment and before have expired. */
  readonly expiredUpTo: number;
  /** Milliseconds. */
  readonly keepMs: number;
  /** The newest so many. */
  readonly keepCount: number;
}

/*
 * A key's first unit: five words of the index, then series and count, the newest time (a double), the second up to which
 * entries may be missing, the next unit, and two entries. Further units: the next unit, and five entries.
 * An entry: the lower half of its time, and its id.
 */
export const SERIES_AND_COUNT = FIRST_PAYLOAD_WORD;
export const NEWEST_DOUBLE = 3;
export const MISSING_UP_TO = 8;
export const NEXT_BLOCK = 9;
export const FIRST_ENTRY = 10;
export const ENTRY_WORDS = 3;

const COUNT_BITS = 14;
export const COUNT_MASK = (1 << COUNT_BITS) - 1;
/** More entries than this are not kept of one key. Rules compare with 10,000 at most. */
export const MAX_ENTRIES = COUNT_MASK;
/** By how much an entry may be older than the newest: the lower half of a time tells no more, which is 49.7 days. */
const MAX_AGE_MS = 49 * DAY_MS;

/** The series in a word that says series and count. */
export function seriesIn(word: number): number {
  return word >>> COUNT_BITS;
}

/** The entries of one key after the other: call `start`, then read or change. One at a time. */
export class KeyEntries {
  /** Word of the entry it stands at; 0 when the units end before it. */
  private at = 0;
  private end = 0;
  /** Word that holds the next unit's number. */
  private link = 0;

  constructor(private readonly units: BlockAllocator) {}

  /** Makes a unit the first of a key. */
  initialize(head: number, series: number, at: number, missingUpTo: number): void {
    this.units.words[head * BLOCK_WORDS + SERIES_AND_COUNT] = series << COUNT_BITS;
    this.units.words[head * BLOCK_WORDS + MISSING_UP_TO] = missingUpTo;
    this.units.doubles[head * (BLOCK_WORDS / 2) + NEWEST_DOUBLE] = at;
  }

  seriesOf(head: number): number {
    return seriesIn(this.units.words[head * BLOCK_WORDS + SERIES_AND_COUNT] ?? 0);
  }

  newestAt(head: number): number {
    return this.units.doubles[head * (BLOCK_WORDS / 2) + NEWEST_DOUBLE] ?? 0;
  }

  /** Seconds since the epoch. */
  missingUpTo(head: number): number {
    return (this.units.words[head * BLOCK_WORDS + MISSING_UP_TO] ?? 0) >>> 0;
  }

  /** How many entries are in (after, until], `enough` at most. */
  count(head: number, window: { readonly after: number; readonly until: number }, enough: number): number {
    const newest = this.newestAt(head);
    let found = 0;
    this.start(head);
    for (let left = this.countOf(head); left > 0 && found < enough; left--) {
      const at = newest - this.ageAt(newest);
      if (at > window.after && at <= window.until) found++;
      this.advance();
    }
    return found;
  }

  times(head: number, after: number): readonly number[] {
    const newest = this.newestAt(head);
    const found: number[] = [];
    this.start(head);
    for (let left = this.countOf(head); left > 0; left--) {
      const at = newest - this.ageAt(newest);
      if (at > after) found.push(at);
      this.advance();
    }
    return found;
  }

  all(head: number, after: number): readonly Entry[] {
    const { words } = this.units;
    const newest = this.newestAt(head);
    const found: Entry[] = [];
    this.start(head);
    for (let left = this.countOf(head); left > 0; left--) {
      const at = newest - this.ageAt(newest);
      const id = { low: words[this.at + 1] ?? 0, high: words[this.at + 2] ?? 0 };
      if (at > after) found.push({ at, id });
      this.advance();
    }
    return found;
  }

  /**
   * Sees to it that the newest ids are there, each with its latest time. `take` gives a unit, or 0: then something of the key
   * is missing.
   */
  put(head: number, entry: Entry, keep: EntryRetention, take: () => number): void {
    const { words, doubles } = this.units;
    const newest = this.newestAt(head);
    const latest = Math.max(newest, entry.at);
    const count = this.countOf(head);
    let oldestAge = -1;
    let oldest = 0;
    let same = 0;
    this.start(head);
    for (let left = count; left > 0; left--) {
      const age = this.ageAt(newest);
      if (words[this.at + 1] === entry.id.low && words[this.at + 2] === entry.id.high) same = this.at;
      if (age > oldestAge) {
        oldestAge = age;
        oldest = this.at;
      }
      this.advance();
    }
    const oldestAt = newest - oldestAge;
    const useless = negligibleUpTo(latest, keep);
    if (count > 0 && oldestAt <= Math.max(useless - keep.keepMs, latest - MAX_AGE_MS)) {
      this.compact(head, useless);
      return this.put(head, entry, keep, take);
    }
    doubles[head * (BLOCK_WORDS / 2) + NEWEST_DOUBLE] = latest;
    if (same !== 0)
      words[same] = Math.max(entry.at, newest - (((newest | 0) - (words[same] ?? 0)) >>> 0)) | 0;
    else if (count > 0 && oldestAt <= useless) this.write(oldest, entry);
    else if (count < keep.keepCount && this.append(head, count, entry, take)) return;
    else if (entry.at > oldestAt) this.write(oldest, entry);
  }

  /** Puts other entries, the newest first, in the place of all that a key has. `take` is as for `put`. */
  replace(head: number, entries: readonly Entry[], take: () => number): void {
    const [newest] = entries;
    if (newest !== undefined) this.units.doubles[head * (BLOCK_WORDS / 2) + NEWEST_DOUBLE] = newest.at;
    this.setCount(head, 0);
    this.start(head);
    this.freeRest();
    for (const [count, entry] of entries.entries()) {
      if (!this.append(head, count, entry, take)) return;
      this.advance();
    }
  }

  /** Says that entries up to a second since the epoch may be missing. */
  markMissing(head: number, second: number): void {
    const missing = Math.max(this.missingUpTo(head), second);
    this.units.words[head * BLOCK_WORDS + MISSING_UP_TO] = missing;
  }

  /** Gives back all units of a key. */
  clear(head: number): void {
    this.start(head);
    this.freeRest();
    this.units.free(head);
  }

  private append(head: number, count: number, entry: Entry, take: () => number): boolean {
    const { words } = this.units;
    if (this.at === 0) {
      const { link } = this;
      const unit = take();
      if (unit === 0) {
        this.markMissing(head, Math.ceil(entry.at / 1000));
        return false;
      }
      words[link] = unit;
      this.enter(unit);
    }
    this.write(this.at, entry);
    this.setCount(head, count + 1);
    return true;
  }

  /** Drops entries that are not later than `after`, and gives back the units that this empties. */
  private compact(head: number, after: number): void {
    const kept = this.all(head, after);
    this.start(head);
    for (const entry of kept) {
      this.write(this.at, entry);
      this.advance();
    }
    this.setCount(head, kept.length);
    if (this.at !== 0) this.freeRest();
  }

  private start(head: number): void {
    const start = head * BLOCK_WORDS;
    this.link = start + NEXT_BLOCK;
    this.at = start + FIRST_ENTRY;
    this.end = start + BLOCK_WORDS;
  }

  private advance(): void {
    this.at += ENTRY_WORDS;
    if (this.at < this.end) return;
    const next = this.units.words[this.link] ?? 0;
    if (next === 0) this.at = 0;
    else this.enter(next);
  }

  private enter(unit: number): void {
    this.link = unit * BLOCK_WORDS;
    this.at = this.link + 1;
    this.end = this.link + BLOCK_WORDS;
  }

  /** Gives back the units after the one it stands in. */
  private freeRest(): void {
    const { words } = this.units;
    let unit = words[this.link] ?? 0;
    words[this.link] = 0;
    while (unit !== 0) {
      const next = words[unit * BLOCK_WORDS] ?? 0;
      this.units.free(unit);
      unit = next;
    }
  }

  private ageAt(newest: number): number {
    return ((newest | 0) - (this.units.words[this.at] ?? 0)) >>> 0;
  }

  private write(slot: number, entry: Entry): void {
    const { words } = this.units;
    words[slot] = entry.at | 0;
    words[slot + 1] = entry.id.low;
    words[slot + 2] = entry.id.high;
  }

  private countOf(head: number): number {
    return (this.units.words[head * BLOCK_WORDS + SERIES_AND_COUNT] ?? 0) & COUNT_MASK;
  }

  private setCount(head: number, count: number): void {
    const slot = head * BLOCK_WORDS + SERIES_AND_COUNT;
    this.units.words[slot] = ((this.units.words[slot] ?? 0) & ~COUNT_MASK) | count;
  }
}

/** Each id once, with its latest time: those that are kept, the newest first. */
export function newestEntries(entries: readonly Entry[], keep: EntryRetention): readonly Entry[] {
  const latest = new Map<string, Entry>();
  let newest = 0;
  for (const entry of entries) {
    const name = `${entry.id.low} ${entry.id.high}`;
    newest = Math.max(newest, entry.at);
    if (entry.at > (latest.get(name)?.at ?? 0)) latest.set(name, entry);
  }
  const kept = [...latest.values()].filter(({ at }) => at > negligibleUpTo(newest, keep));
  return kept.sort((a, b) => b.at - a.at).slice(0, keep.keepCount);
}

/** Milliseconds since the epoch: what is of this moment or before says nothing beside an entry of `newest`. */
export function negligibleUpTo(newest: number, { expiredUpTo }: EntryRetention): number {
  return Math.max(expiredUpTo, newest - MAX_AGE_MS);
}
