import { type RateRequest, dimensions } from '../model/question.js';
import { type RateSpec } from './state.js';

/** A rate that a rule reads, and the largest threshold with which the rule compares it. */
export interface RateUse {
  readonly request: RateRequest;
  readonly threshold: number;
}

function rateIdentity({ of, by, distinct, withinMs }: RateRequest): string {
  const ordered = dimensions.filter((dimension) => by.includes(dimension));
  return JSON.stringify([of, ordered, distinct, withinMs]);
}

/** The rates of a rule set, each once, saturated above the largest threshold of all rules. */
export class RateTable {
  private readonly specs = new Map<string, RateSpec>();

  constructor(uses: readonly RateUse[]) {
    for (const { request, threshold } of uses) {
      const key = rateIdentity(request);
      const saturateAt = Math.max(this.specs.get(key)?.saturateAt ?? 1, Math.floor(threshold) + 1);
      this.specs.set(key, { ...request, saturateAt });
    }
  }

  get rates(): readonly RateSpec[] {
    return [...this.specs.values()];
  }

  /** Index into `rates`. */
  indexOf(request: RateRequest): number {
    return [...this.specs.keys()].indexOf(rateIdentity(request));
  }
}
