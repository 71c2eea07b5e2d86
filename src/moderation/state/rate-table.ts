import { type RateRequest, dimensions } from '../model/question.js';
import { type RateSpec } from './state.js';

/** A counter that a rule asks for, and the largest threshold the rule compares it with. */
export interface RateUse {
  readonly request: RateRequest;
  readonly threshold: number;
}

function rateIdentity({ of, by, distinct, withinMs }: RateRequest): string {
  const ordered = dimensions.filter((dimension) => by.includes(dimension));
  return JSON.stringify([of, ordered, distinct, withinMs]);
}

/** The counters of a rule set, each once, saturating above the largest threshold that any rule compares it with. */
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
