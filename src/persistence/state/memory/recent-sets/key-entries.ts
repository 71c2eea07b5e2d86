import { BLOCK_WORDS } from './block-allocator.js';
import { EntryCursor } from './entry-cursor.js';
import { MAX_AGE_MS, negligibleUpTo } from './entry.js';
import type { Entry, EntryRetention } from './entry.js';
import {
  COUNT_BITS,
  COUNT_MASK,
  MISSING_UP_TO,
  NEWEST_DOUBLE,
  SERIES_AND_COUNT,
  seriesIn,
} from './key-layout.js';

/** Reads and changes the entries of keys, one key at a time. */
export class KeyEntries extends EntryCursor {
  /** Makes a block the first one of a key. */
  initialize(head: number, series: number, at: number, missingUpTo: number): void {
    this.blocks.words[head * BLOCK_WORDS + SERIES_AND_COUNT] = series << COUNT_BITS;
    this.blocks.words[head * BLOCK_WORDS + MISSING_UP_TO] = missingUpTo;
    this.blocks.doubles[head * (BLOCK_WORDS / 2) + NEWEST_DOUBLE] = at;
  }

  seriesOf(head: number): number {
    return seriesIn(this.blocks.words[head * BLOCK_WORDS + SERIES_AND_COUNT] ?? 0);
  }

  newestAt(head: number): number {
    return this.blocks.doubles[head * (BLOCK_WORDS / 2) + NEWEST_DOUBLE] ?? 0;
  }

  /** Seconds since the epoch. */
  missingUpTo(head: number): number {
    return (this.blocks.words[head * BLOCK_WORDS + MISSING_UP_TO] ?? 0) >>> 0;
  }

  /** The number of entries in (after, until], up to `enough`. */
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
    const { words } = this.blocks;
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
   * Adds an entry, and keeps the newest ids, each with its latest time. `allocate` gives a block, or 0: then the key lacks the
   * entry from now on, and says so.
   */
  put(head: number, entry: Entry, keep: EntryRetention, allocate: () => number): void {
    const { words, doubles } = this.blocks;
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
    const negligible = negligibleUpTo(latest, keep);
    if (count > 0 && oldestAt <= Math.max(negligible - keep.keepMs, latest - MAX_AGE_MS)) {
      this.compact(head, negligible);
      return this.put(head, entry, keep, allocate);
    }
    doubles[head * (BLOCK_WORDS / 2) + NEWEST_DOUBLE] = latest;
    if (same !== 0)
      words[same] = Math.max(entry.at, newest - (((newest | 0) - (words[same] ?? 0)) >>> 0)) | 0;
    else if (count > 0 && oldestAt <= negligible) this.write(oldest, entry);
    else if (count < keep.keepCount && this.append(head, count, entry, allocate)) return;
    else if (entry.at > oldestAt) this.write(oldest, entry);
  }

  /** Replaces all entries of a key by others, the newest first. `allocate` is as for `put`. */
  replace(head: number, entries: readonly Entry[], allocate: () => number): void {
    const [newest] = entries;
    if (newest !== undefined) this.blocks.doubles[head * (BLOCK_WORDS / 2) + NEWEST_DOUBLE] = newest.at;
    this.setCount(head, 0);
    this.start(head);
    this.freeRest();
    for (const [count, entry] of entries.entries()) {
      if (!this.append(head, count, entry, allocate)) return;
      this.advance();
    }
  }

  /** Notes that entries up to a second since the epoch may be missing. */
  markMissing(head: number, second: number): void {
    const missing = Math.max(this.missingUpTo(head), second);
    this.blocks.words[head * BLOCK_WORDS + MISSING_UP_TO] = missing;
  }

  /** Frees all blocks of a key. */
  clear(head: number): void {
    this.start(head);
    this.freeRest();
    this.blocks.free(head);
  }

  private append(head: number, count: number, entry: Entry, allocate: () => number): boolean {
    const { words } = this.blocks;
    if (this.at === 0) {
      const { link } = this;
      const block = allocate();
      if (block === 0) {
        this.markMissing(head, Math.ceil(entry.at / 1000));
        return false;
      }
      words[link] = block;
      this.enter(block);
    }
    this.write(this.at, entry);
    this.setCount(head, count + 1);
    return true;
  }

  /** Drops entries that are not later than `after`, and frees the blocks that this empties. */
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

  private countOf(head: number): number {
    return (this.blocks.words[head * BLOCK_WORDS + SERIES_AND_COUNT] ?? 0) & COUNT_MASK;
  }

  private setCount(head: number, count: number): void {
    const slot = head * BLOCK_WORDS + SERIES_AND_COUNT;
    this.blocks.words[slot] = ((this.blocks.words[slot] ?? 0) & ~COUNT_MASK) | count;
  }
}
