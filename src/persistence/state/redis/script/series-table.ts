import type { RateSpec } from '../../../../moderation/state/state.js';
import {
  type Dimension,
  type RateKind,
  dimensions,
  rateKinds,
} from '../../../../moderation/model/question.js';
import { groupByShape, covers } from '../../rate-shapes.js';
import type { RateShape } from '../../rate-shapes.js';
import type { Retention } from './script-program.js';

/** One counter that all replicas keep together. Its name says all of it but from when on it is complete. */
export interface CounterSeries extends RateShape, Retention {
  readonly name: string;
  /** Milliseconds: nothing of this moment or later is missing. */
  readonly completeFrom: number;
}

/** What is remembered whatever the rules say, and from when on it is complete. */
export const permanentSeries = ['reputation', 'unblock', 'label'] as const;
export type PermanentSeries = (typeof permanentSeries)[number];

/** What all replicas of an app keep, as Redis has it. */
export class SeriesTable {
  readonly counters: readonly CounterSeries[];
  private readonly completeFrom: ReadonlyMap<string, number>;
  private readonly countersByRates = new WeakMap<
    readonly RateSpec[],
    readonly (readonly CounterSeries[])[]
  >();

  /** @param listed names and moments, by turns */
  constructor(
    readonly version: number,
    listed: readonly string[],
  ) {
    const pairs = new Map<string, number>();
    for (let i = 0; i < listed.length; i += 2) pairs.set(listed[i] ?? '', Number(listed[i + 1]));
    this.completeFrom = pairs;
    this.counters = [...pairs].flatMap(([name, from]) => parseCounterName(name, from) ?? []);
  }

  /** For each rate the counters that can answer it. */
  countersFor(rates: readonly RateSpec[]): readonly (readonly CounterSeries[])[] {
    let able = this.countersByRates.get(rates);
    if (able === undefined) {
      able = rates.map((rate) => this.counters.filter((counter) => covers(counter, counter, rate)));
      this.countersByRates.set(rates, able);
    }
    return able;
  }

  /** Milliseconds; infinite for what is not kept. */
  completeSince(name: string): number {
    return this.completeFrom.get(name) ?? Number.POSITIVE_INFINITY;
  }

  /** The names of what a rule set needs: of what is kept where that is enough, else of something new. */
  wantedFor(rates: readonly RateSpec[]): readonly string[] {
    const needed = [...groupByShape(rates).values()].flatMap((alike) => {
      const [first] = alike;
      if (first === undefined) return [];
      const withinMs = Math.max(...alike.map((rate) => rate.withinMs));
      const saturateAt = Math.max(...alike.map((rate) => rate.saturateAt));
      const kept = this.counters.find((series) => covers(series, series, { ...first, withinMs, saturateAt }));
      return [kept?.name ?? counterName(first, { keepMs: withinMs, keepCount: saturateAt })];
    });
    return [...permanentSeries, ...needed];
  }
}

function counterName({ of, by, distinct }: RateShape, { keepMs, keepCount }: Retention): string {
  return [of, by.join(','), distinct ?? '-', keepMs, keepCount].join(' ');
}

/** `null` for what is no counter, or one that only a newer version knows. */
function parseCounterName(name: string, completeFrom: number): CounterSeries | null {
  const [of, by = '', distinct, keepMs, keepCount] = name.split(' ');
  const keys = by.split(',');
  if (!isRateKind(of) || !keys.every(isDimension)) return null;
  if (distinct !== '-' && !isDimension(distinct)) return null;
  const kept = { keepMs: Number(keepMs), keepCount: Number(keepCount) };
  return { name, of, by: keys, distinct: distinct === '-' ? null : distinct, ...kept, completeFrom };
}

function isRateKind(text: string | undefined): text is RateKind {
  return rateKinds.some((kind) => kind === text);
}

function isDimension(text: string | undefined): text is Dimension {
  return dimensions.some((dimension) => dimension === text);
}
