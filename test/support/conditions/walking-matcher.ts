import type { FactRef } from '../../../src/moderation/conditions/condition.js';
import { evaluatorOf, type Evaluator } from '../../../src/moderation/conditions/evaluator.js';
import { MatchBuffer } from '../../../src/moderation/engine/rule-index/match-buffer.js';
import { RuleMatches, type RuleMatcher } from '../../../src/moderation/engine/rule-index/rule-matches.js';
import type { Reading } from '../../../src/moderation/model/reading.js';
import type { CompiledRule } from '../../../src/moderation/rules/compiled-rule.js';

/** Walks the conditions of each rule in turn: slow, and simple enough to be the oracle of the index. */
export class WalkingMatcher implements RuleMatcher {
  private readonly evaluators: readonly Evaluator[];

  /** @param slotOf where a reading stands in the row */
  constructor(
    private readonly rules: readonly CompiledRule[],
    slotOf: (ref: FactRef) => number = () => -1,
  ) {
    this.evaluators = rules.map(({ conditions }) => evaluatorOf(conditions, slotOf));
  }

  match(row: readonly Reading[]): RuleMatches {
    const buffer = new MatchBuffer(this.rules.length);
    for (const [place, evaluate] of this.evaluators.entries()) {
      const truth = evaluate(row);
      if (truth !== 'no') buffer.add(place, truth === 'yes');
    }
    return new RuleMatches(this.rules, buffer);
  }
}
