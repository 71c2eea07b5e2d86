import type { RuleSet } from './engine/rule-set.js';

/** The rule sets in force, by app. */
export abstract class ActiveRuleSets {
  /** `null` until one is loaded. Swapped atomically: take it once per callback. */
  abstract current(appId: string): RuleSet | null;
}
