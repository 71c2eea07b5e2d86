import type { RateSpec, StateEvent } from '../../moderation/state/state.js';
import type { RateKind } from '../../moderation/model/question.js';

/** The events that a counter counts, and its key. Rates of one shape share a counter. */
export type RateShape = Pick<RateSpec, 'of' | 'by' | 'distinct'>;

/** How much a counter keeps of a key. */
export interface Retention {
  /** Milliseconds. */
  readonly keepMs: number;
  /** How many of the newest events are kept. */
  readonly keepCount: number;
}

/** One rate for each shape, with the longest window and the highest saturation: a counter that covers it covers all of the shape. */
export function widestRates(rates: readonly RateSpec[]): readonly RateSpec[] {
  const widest = new Map<string, RateSpec>();
  for (const rate of rates) {
    const shape = [rate.of, rate.distinct, ...rate.by].join(' ');
    const known = widest.get(shape) ?? rate;
    const withinMs = Math.max(known.withinMs, rate.withinMs);
    const saturateAt = Math.max(known.saturateAt, rate.saturateAt);
    widest.set(shape, { ...known, withinMs, saturateAt });
  }
  return [...widest.values()];
}

/** For each rate, the counters that cover it, in their order. */
export function coveringCounters<Counter extends RateShape>(
  counters: readonly Counter[],
  retentionOf: (counter: Counter) => Retention,
  rates: readonly RateSpec[],
): readonly (readonly Counter[])[] {
  return rates.map((rate) => counters.filter((counter) => covers(counter, retentionOf(counter), rate)));
}

/** Whether a counter of a shape keeps enough to answer a rate. */
export function covers(shape: RateShape, { keepMs, keepCount }: Retention, rate: RateSpec): boolean {
  return (
    shape.of === rate.of &&
    shape.distinct === rate.distinct &&
    shape.by.length === rate.by.length &&
    shape.by.every((dimension, i) => dimension === rate.by[i]) &&
    keepMs >= rate.withinMs &&
    keepCount >= rate.saturateAt
  );
}

/** Whether a counter of one kind counts an event of another: an attempt counts as a response, too. */
export function countsKind(of: RateKind, kind: StateEvent['kind']): boolean {
  return of === kind || (of === 'response' && (kind === 'agree' || kind === 'reject'));
}
