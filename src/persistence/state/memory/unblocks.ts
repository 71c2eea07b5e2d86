import { Unknown } from '../../../moderation/model/reading.js';
import type { Reading } from '../../../moderation/model/reading.js';
import { DAY_MS } from '../../../moderation/state/reputation.js';
import type { StateEvent } from '../../../moderation/state/state.js';
import type { EventDigests } from '../event-digests.js';
import type { Digest, KeyedHash } from '../keyed-hash.js';
import type { AddEntry } from './rate-counters.js';
import type { RecentSets } from './recent-sets/recent-sets.js';
import type { OpenSeries, Series } from './recent-sets/series.js';

/** For how long the state knows of unblocks: as long as events are kept. */
const REMEMBERED_MS = 35 * DAY_MS;
/** Of a pair only the latest time matters, so all its unblocks are one. */
const SAME_ID: Digest = { low: 0, high: 0 };

/** When accounts of one app last took others off their blocklists. */
export class Unblocks {
  readonly series: Series;

  constructor(
    private readonly sets: RecentSets,
    private readonly hash: KeyedHash,
    private readonly digests: EventDigests,
    open: OpenSeries,
  ) {
    this.series = open('unblocks', REMEMBERED_MS, 1);
  }

  record(event: StateEvent, note: AddEntry): void {
    if (event.kind !== 'unblock') return;
    note(this.series, this.pairKey(event), { at: event.at, id: SAME_ID });
  }

  /** Milliseconds since the pair of an event was unblocked; `null` when it was longer ago than events are kept, or never. */
  read(event: StateEvent, now: number): Reading {
    if (this.series.completeFrom > now - REMEMBERED_MS + 1) return Unknown.because('rebuilding');
    const key = this.pairKey(event);
    const times = this.sets.times(this.series, key, now - REMEMBERED_MS);
    if (times === null) return Unknown.because('capacity');
    const [latest] = times;
    // A clock ahead of ours may have recorded it.
    return latest === undefined ? null : Math.max(0, now - latest);
  }

  private pairKey(event: StateEvent): Digest {
    return this.hash.ofParts(this.series.number, [
      this.digests.ofText(event.fromAccount, event),
      this.digests.ofText(event.toAccount, event),
    ]);
  }
}
