import { RuleMatches, type RuleMatcher } from '../../../src/moderation/engine/rule-index/rule-matches.js';
import { MatchBuffer } from '../../../src/moderation/engine/rule-index/match-buffer.js';
import type { Reading } from '../../../src/moderation/model/reading.js';
import type { CompiledRule } from '../../../src/moderation/rules/compiled-rule.js';

/** Asks each rule in turn: slow, and nothing that could be wrong with it. */
export class WalkingMatcher implements RuleMatcher {
  constructor(private readonly rules: readonly CompiledRule[]) {}

  match(row: readonly Reading[]): RuleMatches {
    const found = new MatchBuffer(this.rules.length);
    for (const [place, rule] of this.rules.entries()) {
      const truth = rule.matches(row);
      if (truth !== 'no') found.add(place, truth === 'yes');
    }
    return new RuleMatches(this.rules, found);
  }
}
