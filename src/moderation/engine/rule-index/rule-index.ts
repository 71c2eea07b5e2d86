import type { FactRef } from '../../conditions/condition.js';
import type { Reading } from '../../model/reading.js';
import type { CompiledRule } from '../rule-set.js';
import type { Sliced } from '../../../runtime/cooperative-task.js';
import { ConditionIndex } from './condition-index.js';
import type { Matcher } from '../../rules/rule-matcher.js';
import { Matches } from './rule-matches.js';

/** Finds rules by the index of their conditions. */
export class RuleIndex implements Matcher {
  private readonly matches: Matches;

  private constructor(
    rules: readonly CompiledRule[],
    private readonly index: ConditionIndex,
  ) {
    this.matches = new Matches(rules, index.found);
  }

  /** @param rules in the order of deciding */
  static *of(rules: readonly CompiledRule[], slotOf: (ref: FactRef) => number): Sliced<RuleIndex> {
    const conditions = rules.map((rule) => rule.conditions);
    return new RuleIndex(rules, yield* ConditionIndex.of(conditions, slotOf));
  }

  match(row: readonly Reading[]): Matches {
    this.index.match(row);
    return this.matches;
  }
}
