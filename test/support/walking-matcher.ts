import type { Matcher } from '../../src/moderation/matching/matcher.js';
import { Matches } from '../../src/moderation/matching/matches.js';
import { Places } from '../../src/moderation/matching/places.js';
import type { Reading } from '../../src/moderation/reading.js';
import type { CompiledRule } from '../../src/moderation/rule-set.js';

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
