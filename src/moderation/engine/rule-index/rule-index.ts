import type { FactRef } from '../../conditions/condition.js';
import type { Operators } from '../../conditions/json-rules-engine.js';
import type { Reading } from '../../model/reading.js';
import type { CompiledRule } from '../../rules/compiled-rule.js';
import type { CooperativeTask } from '../../../runtime/cooperative-task.js';
import { ConditionIndex } from './condition-index.js';
import { RuleMatches, type RuleMatcher } from './rule-matches.js';

/** Finds the matching rules with a bitmap index of their conditions. */
export class RuleIndex implements RuleMatcher {
  private readonly matches: RuleMatches;

  private constructor(
    rules: readonly CompiledRule[],
    private readonly index: ConditionIndex,
  ) {
    this.matches = new RuleMatches(rules, index.matches);
  }

  /**
   * @param rules in the order in which they decide
   * @param operators the standard ones unless given
   */
  static *build(
    rules: readonly CompiledRule[],
    slotOf: (ref: FactRef) => number,
    operators?: Operators,
  ): CooperativeTask<RuleIndex> {
    const conditions = rules.map((rule) => rule.conditions);
    return new RuleIndex(rules, yield* ConditionIndex.build(conditions, slotOf, { operators }));
  }

  match(row: readonly Reading[]): RuleMatches {
    this.index.match(row);
    return this.matches;
  }
}
