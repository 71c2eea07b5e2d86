import type { RateSpec, StateEvent } from '../../moderation/state/state.js';
import type { RateKind } from '../../moderation/model/question.js';

/** What a counter counts, and what it is kept by. */
export type RateShape = Pick<RateSpec, 'of' | 'by' | 'distinct'>;

/** How much a counter keeps of a key. */
interface Retention {
  /** Milliseconds. */
  readonly keepMs: number;
  /** The newest so many. */
  readonly keepCount: number;
}

/** Rates that one counter can answer. */
export function groupByShape(rates: readonly RateSpec[]): ReadonlyMap<string, readonly RateSpec[]> {
  const shapes = new Map<string, RateSpec[]>();
  for (const rate of rates) {
    const shape = [rate.of, rate.distinct, ...rate.by].join(' ');
    const alike = shapes.get(shape);
    if (alike === undefined) shapes.set(shape, [rate]);
    else alike.push(rate);
  }
  return shapes;
}

/** Whether what is kept of a shape is enough to answer a rate. */
export function covers(shape: RateShape, kept: Retention, rate: RateSpec): boolean {
  return (
    shape.of === rate.of &&
    shape.distinct === rate.distinct &&
    shape.by.length === rate.by.length &&
    shape.by.every((dimension, i) => dimension === rate.by[i]) &&
    kept.keepMs >= rate.withinMs &&
    kept.keepCount >= rate.saturateAt
  );
}

/** Whether a counter of one kind counts an event of another: an attempt counts as a response, too. */
export function countsKind(of: RateKind, kind: StateEvent['kind']): boolean {
  return of === kind || (of === 'response' && (kind === 'agree' || kind === 'reject'));
}
