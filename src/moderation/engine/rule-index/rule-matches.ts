import type { Reading } from '../../model/reading.js';
import type { CompiledRule, Outcome } from '../../rules/compiled-rule.js';
import type { MatchBuffer } from './match-buffer.js';

/** Finds the rules that match. */
export interface RuleMatcher {
  /** The result for a row of the reading table; it holds until the next row. */
  match(row: readonly Reading[]): RuleMatches;
}

/** The rules that match a row of the reading table, or whose result is unknown, in the order in which they decide. */
export class RuleMatches {
  // Structure of arrays: fields that every match needs lie side by side in memory; the rule objects do not.
  private readonly names: readonly string[];
  /** Codes and outcomes of the terminal rules, which come first. */
  private readonly codes: readonly number[];
  private readonly outcomes: readonly Outcome[];
  /** By position: whether the rule applies to every account. */
  private readonly appliesToAll: Uint8Array;
  private readonly allApplyToAll: boolean;

  /**
   * @param rules in the order in which they decide; those that are not terminal last
   * @param buffer the positions of those that match or are unknown
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

  get count(): number {
    return this.buffer.count;
  }

  /** How many of the matches are terminal rules; these come before the others. */
  get terminalCount(): number {
    return this.buffer.countBelow(this.codes.length);
  }

  rule(at: number): CompiledRule {
    return elementAt(this.rules, this.buffer.positionAt(at));
  }

  name(at: number): string {
    return elementAt(this.names, this.buffer.positionAt(at));
  }

  /** See `CompiledRule.code`. Only terminal rules have one. */
  code(at: number): number {
    return elementAt(this.codes, this.buffer.positionAt(at));
  }

  outcome(at: number): Outcome {
    return elementAt(this.outcomes, this.buffer.positionAt(at));
  }

  /** The names of the rules that match. */
  certainNames(): readonly string[] {
    const { buffer, names } = this;
    const matching: string[] = [];
    // Allocates the array in its full length.
    matching.length = buffer.certainCount;
    let count = 0;
    for (let at = 0; at < buffer.count; at += 1) {
      if (!buffer.isCertain(at)) continue;
      matching[count] = elementAt(names, buffer.positionAt(at));
      count += 1;
    }
    return matching;
  }

  /** Removes the rules that do not apply. The predicate is not called for rules that apply to every account. */
  filter(applies: (rule: CompiledRule) => boolean): void {
    if (this.allApplyToAll) return;
    this.buffer.filter(
      (position) => this.appliesToAll[position] === 1 || applies(elementAt(this.rules, position)),
    );
  }

  /** Whether the rule matches; otherwise its result is unknown. */
  isCertain(at: number): boolean {
    return this.buffer.isCertain(at);
  }
}

function elementAt<T>(all: readonly T[], position: number): T {
  const one = all[position];
  if (one === undefined) throw new RangeError(`There are only ${all.length} rules`);
  return one;
}
