import type { CompiledRule, Outcome } from '../rule-set.js';

/** Rules that match a row of the reading table or are unknown, in the order of deciding. */
export class Matches {
  /** How many there are. */
  count = 0;
  private readonly places: Int32Array;
  private readonly sure: Uint8Array;
  // What is asked of every match stands side by side here: the rules themselves lie all over the memory.
  private readonly names: readonly string[];
  private readonly codes: readonly (number | null)[];
  private readonly outcomes: readonly Outcome[];
  private readonly heeded: Uint8Array;

  /** @param rules of which some will be found */
  constructor(private readonly rules: readonly CompiledRule[]) {
    this.places = new Int32Array(rules.length);
    this.sure = new Uint8Array(rules.length);
    this.names = rules.map(({ name }) => name);
    this.codes = rules.map(({ code }) => code);
    this.outcomes = rules.map(({ outcome }) => outcome);
    this.heeded = Uint8Array.from(rules, ({ mode, rollout }) => (mode === 'live' && rollout >= 100 ? 1 : 0));
  }

  forget(): void {
    this.count = 0;
  }

  /** @param place among all the rules */
  add(place: number, isSure: boolean): void {
    this.places[this.count] = place;
    this.sure[this.count] = isSure ? 1 : 0;
    this.count += 1;
  }

  rule(at: number): CompiledRule {
    return of(this.rules, this.places[at]);
  }

  name(at: number): string {
    return of(this.names, this.places[at]);
  }

  /** See `CompiledRule.code`. */
  code(at: number): number | null {
    return this.codes[this.places[at] ?? -1] ?? null;
  }

  outcome(at: number): Outcome {
    return of(this.outcomes, this.places[at]);
  }

  /** Whether the rule has its say on every account. */
  isForAll(at: number): boolean {
    return this.heeded[this.places[at] ?? 0] === 1;
  }

  /** Whether the rule matches; else it is unknown. */
  isSure(at: number): boolean {
    return this.sure[at] === 1;
  }
}

function of<T>(all: readonly T[], place: number | undefined): T {
  const one = all[place ?? -1];
  if (one === undefined) throw new RangeError('There are not so many matches');
  return one;
}
