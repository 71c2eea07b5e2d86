import { DAY_MS } from '../../../../moderation/state/reputation.js';
import type { Digest } from '../../keyed-hash.js';

export interface Entry {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly id: Digest;
}

/** Which entries of a key are kept. */
export interface EntryRetention {
  /** Milliseconds since the epoch: entries of this moment and before have expired. */
  readonly expiredUpTo: number;
  /** Milliseconds. */
  readonly keepMs: number;
  /** How many of the newest are kept. */
  readonly keepCount: number;
}

/** An entry stores the lower half of its time, so it may be older than the newest by 49.7 days at most. */
export const MAX_AGE_MS = 49 * DAY_MS;

/** Each id once, with its latest time: the entries that are kept, the newest first. */
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

/** Milliseconds since the epoch: an entry of this moment or before is not kept beside one of `newest`. */
export function negligibleUpTo(newest: number, { expiredUpTo }: EntryRetention): number {
  return Math.max(expiredUpTo, newest - MAX_AGE_MS);
}
