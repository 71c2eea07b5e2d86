import type { StateEvent } from '../../../moderation/state/state.js';
import { Unknown } from '../../../moderation/model/reading.js';
import type { Reading } from '../../../moderation/model/reading.js';
import { EVENT_RETENTION_MS } from '../../../moderation/state/event-retention.js';
import type { EventDigests } from '../event-digests.js';
import type { Digest, KeyedHash } from '../keyed-hash.js';
import type { AddEntry } from './rate-counters.js';
import type { RecentSets } from './recent-sets/recent-sets.js';
import type { OpenSeries, Series } from './recent-sets/series.js';

/** Only the latest unblock of a pair matters, so all have the same id. */
const SAME_ID: Digest = { low: 0, high: 0 };

/** The time at which one account last took another off its blocklist. */
export class Unblocks {
  readonly series: Series;

  constructor(
    private readonly sets: RecentSets,
    private readonly hash: KeyedHash,
    private readonly digests: EventDigests,
    open: OpenSeries,
  ) {
    this.series = open('unblocks', EVENT_RETENTION_MS, 1);
  }

  record(event: StateEvent, add: AddEntry): void {
    if (event.kind !== 'unblock') return;
    add(this.series, this.pairKey(event), { at: event.at, id: SAME_ID });
  }

  /** Milliseconds since the pair of an event was unblocked; `null` when never, or longer ago than events are kept. */
  read(event: StateEvent, now: number): Reading {
    if (this.series.completeFrom > now - EVENT_RETENTION_MS + 1) return Unknown.because('rebuilding');
    const key = this.pairKey(event);
    const times = this.sets.times(this.series, key, now - EVENT_RETENTION_MS);
    if (times === null) return Unknown.because('capacity');
    const [latest] = times;
    // A faster clock may have recorded it.
    return latest === undefined ? null : Math.max(0, now - latest);
  }

  private pairKey(event: StateEvent): Digest {
    return this.hash.ofParts(this.series.number, [
      this.digests.ofText(event.fromAccount, event),
      this.digests.ofText(event.toAccount, event),
    ]);
  }
}
