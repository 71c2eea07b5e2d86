import type { RateSpec } from '../../../moderation/state/state.js';
import type { StateEvent } from '../../../moderation/state/state.js';
import { Unknown } from '../../../moderation/model/reading.js';
import type { Reading } from '../../../moderation/model/reading.js';
import type { EventDigests } from '../event-digests.js';
import type { Digest, KeyedHash } from '../keyed-hash.js';
import { countsKind, coveringCounters, covers, widestRates } from '../rate-shapes.js';
import type { RateShape } from '../rate-shapes.js';
import type { Entry } from './recent-sets/entry.js';
import type { RecentSets } from './recent-sets/recent-sets.js';
import type { OpenSeries, Series } from './recent-sets/series.js';

/** Adds an entry to a series. */
export type AddEntry = (series: Series, key: Digest, entry: Entry) => void;

/** A counter that the last rule set does not need is kept for so long after its last reading. */
const IDLE_COUNTER_MS = 600_000;

interface RateCounter extends RateShape {
  readonly series: Series;
  usedAt: number;
  /** The last event and its key, memoized: a counter is read for the event that it has just counted. */
  lastEvent: StateEvent | null;
  lastKey: Digest | null;
  /** Scratch space for the parts of a key. */
  readonly parts: Digest[];
}

/** For each rate of a rule set, the counters that cover it, the newest first. */
type CounterPlan = readonly (readonly RateCounter[])[];

/**
 * The counters of one app. Rates that differ only in window and saturation share a counter. A rate that needs more than a counter
 * keeps opens a new one, and the old one answers what it can until the new one is filled.
 */
export class RateCounters {
  private counters: readonly RateCounter[] = [];
  private prepared: ReadonlySet<RateCounter> = new Set();
  private plans = new WeakMap<readonly RateSpec[], CounterPlan>();
  private lastPlan: { readonly rates: readonly RateSpec[]; readonly plan: CounterPlan } | null = null;

  constructor(
    private readonly sets: RecentSets,
    private readonly hash: KeyedHash,
    private readonly digests: EventDigests,
    private readonly open: OpenSeries,
  ) {}

  get series(): readonly Series[] {
    return this.counters.map((counter) => counter.series);
  }

  /** Opens counters until each rate has one. @returns the new ones */
  prepare(rates: readonly RateSpec[], now: number): readonly Series[] {
    const before = this.counters.length;
    const needed = widestRates(rates).map((rate) => this.counterFor(rate, now));
    this.prepared = new Set(needed);
    const opened = this.counters.slice(before).map((counter) => counter.series);
    this.dropIdle(now);
    return opened;
  }

  isPrepared(rates: readonly RateSpec[]): boolean {
    return this.planOf(rates).every((counters) => counters.length > 0);
  }

  record(event: StateEvent, add: AddEntry): void {
    for (const counter of this.counters) {
      if (!countsKind(counter.of, event.kind) || this.sets.isTooOld(counter.series, event.at)) continue;
      const key = this.keyForEvent(counter, event);
      const id =
        counter.distinct === null ? this.digests.id(event) : this.digests.of(event, counter.distinct);
      if (key !== null && id !== null) add(counter.series, key, { at: event.at, id });
    }
  }

  read(rates: readonly RateSpec[], rate: number, event: StateEvent, now: number): Reading {
    const spec = rates[rate];
    const counters = this.planOf(rates)[rate];
    if (spec === undefined || counters === undefined) return Unknown.because('failed');
    const after = now - spec.withinMs;
    const complete = firstComplete(counters, after + 1);
    const counter = complete ?? counters[0];
    if (counter === undefined) return Unknown.because('rebuilding');
    counter.usedAt = now;
    const key = this.keyForEvent(counter, event);
    if (key === null) return null;
    // Events that a faster clock recorded count too.
    const window = { after, until: Number.POSITIVE_INFINITY };
    const count = this.sets.count(counter.series, key, window, spec.saturateAt);
    if (count !== null && count >= spec.saturateAt) return count;
    if (complete === undefined) return Unknown.because('rebuilding');
    return count ?? Unknown.because('capacity');
  }

  /** Drops counters that are not in use. */
  dropIdle(now: number): void {
    const idle = this.counters.filter(
      (one) => !this.prepared.has(one) && one.usedAt <= now - IDLE_COUNTER_MS,
    );
    if (idle.length === 0) return;
    for (const counter of idle) counter.series.dropped = true;
    this.counters = this.counters.filter((counter) => !counter.series.dropped);
    this.forgetPlans();
  }

  private counterFor(rate: RateSpec, now: number): RateCounter {
    const covering = this.counters.findLast((counter) => covers(counter, counter.series, rate));
    if (covering !== undefined) return covering;
    const { of, by, distinct, withinMs, saturateAt } = rate;
    const series = this.open(seriesNameOf(rate), withinMs, saturateAt);
    const opened: RateCounter = {
      of,
      by,
      distinct,
      series,
      usedAt: now,
      lastEvent: null,
      lastKey: null,
      parts: [],
    };
    this.counters = [...this.counters, opened];
    this.forgetPlans();
    return opened;
  }

  private forgetPlans(): void {
    this.plans = new WeakMap();
    this.lastPlan = null;
  }

  private planOf(rates: readonly RateSpec[]): CounterPlan {
    if (this.lastPlan?.rates === rates) return this.lastPlan.plan;
    let plan = this.plans.get(rates);
    if (plan === undefined) {
      plan = coveringCounters(this.counters.toReversed(), (counter) => counter.series, rates);
      this.plans.set(rates, plan);
    }
    this.lastPlan = { rates, plan };
    return plan;
  }

  private keyForEvent(counter: RateCounter, event: StateEvent): Digest | null {
    if (counter.lastEvent !== event) {
      counter.lastKey = this.computeKey(counter, event);
      counter.lastEvent = event;
    }
    return counter.lastKey;
  }

  private computeKey(counter: RateCounter, event: StateEvent): Digest | null {
    const { by, parts } = counter;
    for (let at = 0; at < by.length; at++) {
      const part = this.digests.of(event, by[at] ?? 'app');
      if (part === null) return null;
      parts[at] = part;
    }
    return this.hash.ofParts(counter.series.number, parts);
  }
}

function firstComplete(counters: readonly RateCounter[], from: number): RateCounter | undefined {
  for (const counter of counters) if (counter.series.completeFrom <= from) return counter;
  return undefined;
}

/** Identifies a counter in snapshots. */
function seriesNameOf({ of, by, distinct }: RateShape): string {
  return JSON.stringify(['rate', of, by, distinct]);
}
