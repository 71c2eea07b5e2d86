import type { CompiledRule, Outcome } from '../rule-set.js';
import type { Places } from './places.js';

/** Rules that match a row of the reading table or are unknown, in the order of deciding. */
export class Matches {
  // What is asked of every match stands side by side here: the rules themselves lie all over the memory.
  private readonly names: readonly string[];
  private readonly codes: readonly (number | null)[];
  private readonly outcomes: readonly Outcome[];
  private readonly heeded: Uint8Array;

  /**
   * @param rules in the order of deciding
   * @param found which of them
   */
  constructor(
    private readonly rules: readonly CompiledRule[],
    private readonly found: Places,
  ) {
    this.names = rules.map(({ name }) => name);
    this.codes = rules.map(({ code }) => code);
    this.outcomes = rules.map(({ outcome }) => outcome);
    this.heeded = Uint8Array.from(rules, ({ mode, rollout }) => (mode === 'live' && rollout >= 100 ? 1 : 0));
  }

  /** How many there are. */
  get count(): number {
    return this.found.count;
  }

  rule(at: number): CompiledRule {
    return of(this.rules, this.found.place(at));
  }

  name(at: number): string {
    return of(this.names, this.found.place(at));
  }

  /** See `CompiledRule.code`. */
  code(at: number): number | null {
    return of(this.codes, this.found.place(at));
  }

  outcome(at: number): Outcome {
    return of(this.outcomes, this.found.place(at));
  }

  /** Whether the rule has its say on every account. */
  isForAll(at: number): boolean {
    return this.heeded[this.found.place(at)] === 1;
  }

  /** Whether the rule matches; else it is unknown. */
  isSure(at: number): boolean {
    return this.found.isSure(at);
  }
}

function of<T>(all: readonly T[], place: number): T {
  const one = all[place];
  if (one === undefined) throw new RangeError(`There are but ${all.length} rules`);
  return one;
}
