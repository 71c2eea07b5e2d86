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

/** The reputations of one app's accounts: for each component the newest entries of (counterpart, half-life) by day. */
export class Reputations {
  readonly series: readonly Series[];
  private readonly byComponent: ReadonlyMap<ComponentName, Series>;

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
    for (const { account, component, counterpart } of contributionsOf(event)) {
      const series = this.byComponent.get(component);
      if (series === undefined) continue;
      const day = dayOf(event.at);
      const key = this.hash.ofParts(series.number, [this.digests.ofText(account, event)]);
      const id = this.hash.ofParts(halfLifeOf(day), [this.digests.ofText(counterpart, event)]);
      note(series, key, { at: day * DAY_MS, id });
    }
  }

  score(account: string, now: number, weights: ReputationWeights): Reading {
    const entries = this.entriesOf(account, now, componentNames);
    return entries instanceof Unknown ? entries : scoreOf(entries, dayOf(now), weights);
  }

  /** What one component adds to the score. */
  points(account: string, now: number, part: ComponentName, weights: ReputationWeights): Reading {
    const entries = this.entriesOf(account, now, [part]);
    return entries instanceof Unknown ? entries : pointsOf(entries, part, dayOf(now), weights);
  }

  private entriesOf(
    account: string,
    now: number,
    components: readonly ComponentName[],
  ): readonly ReputationEntry[] | Unknown {
    const today = dayOf(now);
    const digest = this.hash.ofText(account);
    const found: ReputationEntry[] = [];
    for (const component of components) {
      const series = this.byComponent.get(component);
      if (series === undefined) continue;
      if (series.completeFrom > (today - HORIZON_DAYS + 1) * DAY_MS) return Unknown.because('rebuilding');
      const key = this.hash.ofParts(series.number, [digest]);
      const entries = this.sets.entries(series, key, (today - HORIZON_DAYS) * DAY_MS);
      if (entries === null) return Unknown.because('capacity');
      for (const { at } of entries) found.push({ component, day: dayOf(at) });
    }
    return found;
  }
}
