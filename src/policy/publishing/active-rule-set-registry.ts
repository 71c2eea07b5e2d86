import { ActiveRuleSets } from '../../moderation/active-rule-sets.js';
import type { RuleSet } from '../../moderation/engine/rule-set.js';

/** The rule sets in force, by app. A swap is one assignment: no callback is judged by two sets. */
export class ActiveRuleSetRegistry extends ActiveRuleSets {
  private readonly sets = new Map<string, RuleSet>();

  override current(appId: string): RuleSet | null {
    return this.sets.get(appId) ?? null;
  }

  activate(appId: string, ruleSet: RuleSet): void {
    this.sets.set(appId, ruleSet);
  }

  /** Gives the set in force its number, once the database has one; nothing where another set has taken over. */
  setNumber(appId: string, hash: string, number: number): void {
    const live = this.sets.get(appId);
    if (live?.hash === hash) this.sets.set(appId, { ...live, number });
  }
}
