import type { CompiledRule, Outcome } from '../rule-set.js';
import type { Places } from './match-buffer.js';

/** Rules that match a row of the reading table or are unknown, in the order of deciding. */
export class Matches {
  // What is asked of every match stands side by side here: the rules themselves lie all over the memory.
  private readonly names: readonly string[];
  /** Of those that end the matter. */
  private readonly codes: readonly number[];
  private readonly outcomes: readonly Outcome[];
  /** By place: whether the rule has its say on every account. */
  private readonly forAll: Uint8Array;
  private readonly areAllForAll: boolean;

  /**
   * @param rules in the order of deciding; those that do not end the matter last
   * @param found which of them
   */
  constructor(
    private readonly rules: readonly CompiledRule[],
    private readonly found: Places,
  ) {
    this.names = rules.map(({ name }) => name);
    this.codes = rules.flatMap(({ code }) => code ?? []);
    this.outcomes = rules.map(({ outcome }) => outcome);
    this.forAll = Uint8Array.from(rules, ({ mode, rollout }) => (mode === 'live' && rollout >= 100 ? 1 : 0));
    this.areAllForAll = this.forAll.every((each) => each === 1);
  }

  /** How many there are. */
  get count(): number {
    return this.found.count;
  }

  /** How many of them end the matter; these stand before the others. */
  get endingCount(): number {
    return this.found.countBelow(this.codes.length);
  }

  rule(at: number): CompiledRule {
    return of(this.rules, this.found.place(at));
  }

  name(at: number): string {
    return of(this.names, this.found.place(at));
  }

  /** See `CompiledRule.code`. Only those that end the matter have one. */
  code(at: number): number {
    return of(this.codes, this.found.place(at));
  }

  outcome(at: number): Outcome {
    return of(this.outcomes, this.found.place(at));
  }

  /** The names of those that match. */
  sureNames(): readonly string[] {
    const { found, names } = this;
    const sure: string[] = [];
    // Room for all of them at once.
    sure.length = found.sureCount;
    let count = 0;
    for (let at = 0; at < found.count; at += 1) {
      if (!found.isSure(at)) continue;
      sure[count] = of(names, found.place(at));
      count += 1;
    }
    return sure;
  }

  /** Leaves out the rules without a say. Those that have it on every account are not asked for. */
  keep(hasSay: (rule: CompiledRule) => boolean): void {
    if (this.areAllForAll) return;
    this.found.keep((place) => this.forAll[place] === 1 || hasSay(of(this.rules, place)));
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
