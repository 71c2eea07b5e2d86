import type { RuleSet } from './engine/rule-set.js';

/** Which rule set judges an app's callbacks now. */
export abstract class ActiveRuleSets {
  /** `null` until one is loaded. Swapped atomically: take it once per callback. */
  abstract current(appId: string): RuleSet | null;
}
