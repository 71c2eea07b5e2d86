import { Unknown } from '../../moderation/reading.js';
import type { Reading } from '../../moderation/reading.js';
import {
  DAY_MS,
  HORIZON_DAYS,
  componentNames,
  contributionsOf,
  dayOf,
  halfLifeOf,
  reputationComponents,
  scoreOf,
} from '../../moderation/reputation.js';
import type { ComponentName, ReputationEntry } from '../../moderation/reputation.js';
import type { StateEvent } from '../../moderation/state.js';
import type { KeyedHash } from '../state/keyed-hash.js';
import type { Note } from './rate-counters.js';
import type { RecentSets, Series } from './recent-sets.js';

/** The reputations of one app's accounts: for each component the newest entries of (counterpart, half-life) by day. */
export class Reputations {
  readonly series: readonly Series[];
  private readonly byComponent: ReadonlyMap<ComponentName, Series>;

  constructor(
    private readonly sets: RecentSets,
    private readonly hash: KeyedHash,
    now: number,
  ) {
    this.byComponent = new Map(
      componentNames.map((name) => {
        const { keeps } = reputationComponents[name];
        return [name, sets.open(HORIZON_DAYS * DAY_MS, keeps, now + 1)];
      }),
    );
    this.series = [...this.byComponent.values()];
  }

  record(event: StateEvent, note: Note): void {
    for (const { account, component, counterpart } of contributionsOf(event)) {
      const series = this.byComponent.get(component);
      if (series === undefined) continue;
      const day = dayOf(event.at);
      const key = this.hash.ofParts(series.number, [this.hash.ofText(account)]);
      const id = this.hash.ofParts(halfLifeOf(day), [this.hash.ofText(counterpart)]);
      note(series, key, { at: day * DAY_MS, id });
    }
  }

  read(account: string, now: number): Reading {
    const today = dayOf(now);
    const digest = this.hash.ofText(account);
    const found: ReputationEntry[] = [];
    for (const [component, series] of this.byComponent) {
      if (series.completeFrom > (today - HORIZON_DAYS + 1) * DAY_MS) return Unknown.because('rebuilding');
      const key = this.hash.ofParts(series.number, [digest]);
      const entries = this.sets.entries(series, key, (today - HORIZON_DAYS) * DAY_MS);
      if (entries === null) return Unknown.because('capacity');
      for (const { at } of entries) found.push({ component, day: dayOf(at) });
    }
    return scoreOf(found, today);
  }
}
