import type { RateSpec } from '../../../../moderation/state/state.js';
import {
  type Dimension,
  type RateKind,
  dimensions,
  rateKinds,
} from '../../../../moderation/model/question.js';
import { coveringCounters, covers, widestRates } from '../../rate-shapes.js';
import type { RateShape, Retention } from '../../rate-shapes.js';

/** A counter that the replicas share. Its name encodes all of it but the moment from which it is complete. */
export interface CounterSeries extends RateShape, Retention {
  readonly name: string;
  /** Milliseconds: nothing of this moment or later is missing. */
  readonly completeFrom: number;
}

/** The series that every rule set needs. */
export const permanentSeries = ['reputation', 'unblock', 'label'] as const;
export type PermanentSeries = (typeof permanentSeries)[number];

/** The series of an app in Redis, and the moments from which they are complete. */
export class SeriesTable {
  readonly counters: readonly CounterSeries[];
  private readonly completeFrom: ReadonlyMap<string, number>;
  private readonly countersByRates = new WeakMap<
    readonly RateSpec[],
    readonly (readonly CounterSeries[])[]
  >();

  /** @param listed names and moments in milliseconds, by turns */
  constructor(
    readonly version: number,
    listed: readonly string[],
  ) {
    const pairs = new Map<string, number>();
    for (let i = 0; i < listed.length; i += 2) pairs.set(listed[i] ?? '', Number(listed[i + 1]));
    this.completeFrom = pairs;
    this.counters = [...pairs].flatMap(([name, from]) => parseCounterName(name, from) ?? []);
  }

  /** For each rate, the counters that cover it. */
  countersFor(rates: readonly RateSpec[]): readonly (readonly CounterSeries[])[] {
    let covering = this.countersByRates.get(rates);
    if (covering === undefined) {
      covering = coveringCounters(this.counters, (counter) => counter, rates);
      this.countersByRates.set(rates, covering);
    }
    return covering;
  }

  /** Milliseconds; infinite for an unknown series. */
  completeSince(name: string): number {
    return this.completeFrom.get(name) ?? Number.POSITIVE_INFINITY;
  }

  /** The names of the series that a rule set needs: existing ones where they cover its rates, else new ones. */
  wantedFor(rates: readonly RateSpec[]): readonly string[] {
    const needed = widestRates(rates).map((rate) => {
      const covering = this.counters.find((series) => covers(series, series, rate));
      return covering?.name ?? counterName(rate, { keepMs: rate.withinMs, keepCount: rate.saturateAt });
    });
    return [...permanentSeries, ...needed];
  }
}

function counterName({ of, by, distinct }: RateShape, { keepMs, keepCount }: Retention): string {
  return [of, by.join(','), distinct ?? '-', keepMs, keepCount].join(' ');
}

/** `null` for a series that is no counter, or that only a newer version knows. */
function parseCounterName(name: string, completeFrom: number): CounterSeries | null {
  const [of, by = '', distinct, keepMs, keepCount] = name.split(' ');
  const keys = by.split(',');
  if (!isRateKind(of) || !keys.every(isDimension)) return null;
  if (distinct !== '-' && !isDimension(distinct)) return null;
  const retention = { keepMs: Number(keepMs), keepCount: Number(keepCount) };
  return { name, of, by: keys, distinct: distinct === '-' ? null : distinct, ...retention, completeFrom };
}

function isRateKind(text: string | undefined): text is RateKind {
  return rateKinds.some((kind) => kind === text);
}

function isDimension(text: string | undefined): text is Dimension {
  return dimensions.some((dimension) => dimension === text);
}
