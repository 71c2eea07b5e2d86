import { Unknown } from '../../moderation/reading.js';
import type { Reading } from '../../moderation/reading.js';
import {
  DAY_MS,
  HORIZON_DAYS,
  MOST_KEPT_ENTRIES,
  componentNames,
  contributionsOf,
  dayOf,
  halfLifeOf,
  pointsOf,
  scoreOf,
} from '../../moderation/reputation.js';
import type { ComponentName, ReputationEntry, ReputationWeights } from '../../moderation/reputation.js';
import type { StateEvent } from '../../moderation/state.js';
import type { EventDigests } from '../state/event-digests.js';
import type { KeyedHash } from '../state/keyed-hash.js';
import type { Note } from './rate-counters.js';
import type { RecentSets } from './recent-sets.js';
import type { OpenSeries, Series } from './series.js';

const NONE: readonly ReputationEntry[] = [];

/** What was read of an account. */
interface Read {
  readonly account: string;
  readonly entries: Partial<Record<ComponentName, readonly ReputationEntry[] | Unknown>>;
}

/** The reputations of one app's accounts: for each component the newest entries of (counterpart, half-life) by day. */
export class Reputations {
  readonly series: readonly Series[];
  private readonly byComponent: ReadonlyMap<ComponentName, Series>;
  /** What was read since an event was noted. */
  private read: Read[] = [];

  constructor(
    private readonly sets: RecentSets,
    private readonly hash: KeyedHash,
    private readonly digests: EventDigests,
    open: OpenSeries,
  ) {
    this.byComponent = new Map(
      componentNames.map((name) => [
        name,
        open(`reputation ${name}`, HORIZON_DAYS * DAY_MS, MOST_KEPT_ENTRIES),
      ]),
    );
    this.series = [...this.byComponent.values()];
  }

  record(event: StateEvent, note: Note): void {
    // Whatever is noted may change what is read, and what is kept.
    if (this.read.length > 0) this.read = [];
    for (const { account, component, counterpart } of contributionsOf(event)) {
      const series = this.byComponent.get(component);
      if (series === undefined) continue;
      const day = dayOf(event.at);
      const key = this.hash.ofParts(series.number, [this.digests.ofText(account, event)]);
      const id = this.hash.ofParts(halfLifeOf(day), [this.digests.ofText(counterpart, event)]);
      note(series, key, { at: day * DAY_MS, id });
    }
  }

  /** @param event has this account, probably */
  score(account: string, event: StateEvent, now: number, weights: ReputationWeights): Reading {
    let entries = NONE;
    for (const component of componentNames) {
      const found = this.entriesOf(account, component, event, now);
      if (found instanceof Unknown) return found;
      if (found.length > 0) entries = [...entries, ...found];
    }
    return scoreOf(entries, dayOf(now), weights);
  }

  /** What one component adds to the score. */
  points(
    { account, part }: { readonly account: string; readonly part: ComponentName },
    event: StateEvent,
    now: number,
    weights: ReputationWeights,
  ): Reading {
    const entries = this.entriesOf(account, part, event, now);
    return entries instanceof Unknown ? entries : pointsOf(entries, part, dayOf(now), weights);
  }

  /** Read once an item: several facts look at the same account. */
  private entriesOf(
    account: string,
    component: ComponentName,
    event: StateEvent,
    now: number,
  ): readonly ReputationEntry[] | Unknown {
    const read = this.readOf(account);
    return (read[component] ??= this.readEntries(account, component, event, now));
  }

  private readOf(account: string): Read['entries'] {
    for (const { account: other, entries } of this.read) if (other === account) return entries;
    const entries: Read['entries'] = {};
    this.read.push({ account, entries });
    return entries;
  }

  private readEntries(
    account: string,
    component: ComponentName,
    event: StateEvent,
    now: number,
  ): readonly ReputationEntry[] | Unknown {
    const series = this.byComponent.get(component);
    if (series === undefined) return NONE;
    const today = dayOf(now);
    if (series.completeFrom > (today - HORIZON_DAYS + 1) * DAY_MS) return Unknown.because('rebuilding');
    const key = this.hash.ofParts(series.number, [this.digests.ofText(account, event)]);
    const entries = this.sets.entries(series, key, (today - HORIZON_DAYS) * DAY_MS);
    if (entries === null) return Unknown.because('capacity');
    return entries.length === 0 ? NONE : entries.map(({ at }) => ({ component, day: dayOf(at) }));
  }
}
