import type { Found, Matcher } from '../../src/moderation/matching/matcher.js';
import type { Reading } from '../../src/moderation/reading.js';
import type { CompiledRule } from '../../src/moderation/rule-set.js';

/** Asks each rule in turn: slow, and nothing that could be wrong with it. */
export class WalkingMatcher implements Matcher {
  constructor(private readonly rules: readonly CompiledRule[]) {}

  match(row: readonly Reading[], found: Found): void {
    for (const rule of this.rules) {
      const truth = rule.matches(row);
      if (truth !== 'no') found(rule, truth);
    }
  }
}
