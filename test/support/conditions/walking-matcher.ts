import type { Matcher } from '../../../src/moderation/rules/rule-matcher.js';
import { Matches } from '../../../src/moderation/engine/rule-index/rule-matches.js';
import { Places } from '../../../src/moderation/engine/rule-index/match-buffer.js';
import type { Reading } from '../../../src/moderation/model/reading.js';
import type { CompiledRule } from '../../../src/moderation/engine/rule-set.js';

/** Asks each rule in turn: slow, and nothing that could be wrong with it. */
export class WalkingMatcher implements Matcher {
  constructor(private readonly rules: readonly CompiledRule[]) {}

  match(row: readonly Reading[]): Matches {
    const found = new Places(this.rules.length);
    for (const [place, rule] of this.rules.entries()) {
      const truth = rule.matches(row);
      if (truth !== 'no') found.add(place, truth === 'yes');
    }
    return new Matches(this.rules, found);
  }
}
