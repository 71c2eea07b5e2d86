import type { CompiledRule, Outcome } from '../rule-set.js';
import type { MatchBuffer } from './match-buffer.js';

/** Rules that match a row of the reading table or are unknown, in the order of deciding. */
export class RuleMatches {
  // What is asked of every match stands side by side here: the rules themselves lie all over the memory.
  private readonly names: readonly string[];
  /** Of those that end the matter. */
  private readonly codes: readonly number[];
  private readonly outcomes: readonly Outcome[];
  /** By place: whether the rule has its say on every account. */
  private readonly appliesToAll: Uint8Array;
  private readonly allApplyToAll: boolean;

  /**
   * @param rules in the order of deciding; those that do not end the matter last
   * @param buffer which of them
   */
  constructor(
    private readonly rules: readonly CompiledRule[],
    private readonly buffer: MatchBuffer,
  ) {
    this.names = rules.map(({ name }) => name);
    this.codes = rules.flatMap(({ code }) => code ?? []);
    this.outcomes = rules.map(({ outcome }) => outcome);
    this.appliesToAll = Uint8Array.from(rules, ({ mode, rollout }) =>
      mode === 'live' && rollout >= 100 ? 1 : 0,
    );
    this.allApplyToAll = this.appliesToAll.every((each) => each === 1);
  }

  /** How many there are. */
  get count(): number {
    return this.buffer.count;
  }

  /** How many of them end the matter; these stand before the others. */
  get terminalCount(): number {
    return this.buffer.countBelow(this.codes.length);
  }

  rule(at: number): CompiledRule {
    return elementAt(this.rules, this.buffer.positionAt(at));
  }

  name(at: number): string {
    return elementAt(this.names, this.buffer.positionAt(at));
  }

  /** See `CompiledRule.code`. Only those that end the matter have one. */
  code(at: number): number {
    return elementAt(this.codes, this.buffer.positionAt(at));
  }

  outcome(at: number): Outcome {
    return elementAt(this.outcomes, this.buffer.positionAt(at));
  }

  /** The names of those that match. */
  certainNames(): readonly string[] {
    const { buffer, names } = this;
    const sure: string[] = [];
    // Room for all of them at once.
    sure.length = buffer.certainCount;
    let count = 0;
    for (let at = 0; at < buffer.count; at += 1) {
      if (!buffer.isCertain(at)) continue;
      sure[count] = elementAt(names, buffer.positionAt(at));
      count += 1;
    }
    return sure;
  }

  /** Leaves out the rules without a say. Those that have it on every account are not asked for. */
  filter(hasSay: (rule: CompiledRule) => boolean): void {
    if (this.allApplyToAll) return;
    this.buffer.filter((place) => this.appliesToAll[place] === 1 || hasSay(elementAt(this.rules, place)));
  }

  /** Whether the rule matches; else it is unknown. */
  isCertain(at: number): boolean {
    return this.buffer.isCertain(at);
  }
}

function elementAt<T>(all: readonly T[], place: number): T {
  const one = all[place];
  if (one === undefined) throw new RangeError(`There are but ${all.length} rules`);
  return one;
}
