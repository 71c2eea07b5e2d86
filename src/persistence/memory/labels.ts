import { Unknown } from '../../moderation/reading.js';
import type { Reading } from '../../moderation/reading.js';
import { DAY_MS } from '../../moderation/reputation.js';
import type { StateEvent } from '../../moderation/state.js';
import type { Digest, KeyedHash } from '../state/keyed-hash.js';
import type { Note } from './rate-counters.js';
import type { RecentSets } from './recent-sets.js';
import type { OpenSeries, Series } from './series.js';

/** How long the state knows of labels and unblocks: as long as events are kept. */
export const REMEMBERED_MS = 35 * DAY_MS;
/** More labels than this are not kept of one account. */
const MOST_LABELS = 64;

/** The labels of one app's accounts. */
export class Labels {
  readonly series: Series;
  /** Labels are written in rules, so they are few. */
  private readonly names = new Map<string, string>();

  constructor(
    private readonly sets: RecentSets,
    private readonly hash: KeyedHash,
    open: OpenSeries,
  ) {
    this.series = open('labels', REMEMBERED_MS, MOST_LABELS);
  }

  record(event: StateEvent, note: Note): void {
    if (event.kind !== 'label' || event.detail === null) return;
    const id = this.hash.ofText(event.detail);
    this.names.set(nameKey(id), event.detail);
    note(this.series, this.keyOf(event.fromAccount), { at: event.at, id });
  }

  read(account: string, now: number): Reading {
    if (this.series.completeFrom > now - REMEMBERED_MS + 1) return Unknown.because('rebuilding');
    const entries = this.sets.entries(this.series, this.keyOf(account), now - REMEMBERED_MS);
    if (entries === null) return Unknown.because('capacity');
    return entries.flatMap(({ id }) => this.names.get(nameKey(id)) ?? []).sort(byCodePoint);
  }

  private keyOf(account: string): Digest {
    return this.hash.ofParts(this.series.number, [this.hash.ofText(account)]);
  }
}

function nameKey(id: Digest): string {
  return `${id.low}:${id.high}`;
}

/** UTF-8 sorts by code point; UTF-16 does not. */
function byCodePoint(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
