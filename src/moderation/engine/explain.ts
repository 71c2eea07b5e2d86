import { readingKeyOf } from '../conditions/evaluator.js';
import { Explainer, type RuleExplanation } from './explainer.js';
import type { Reading } from '../model/reading.js';
import type { RuleSet } from './rule-set.js';

const explainers = new WeakMap<RuleSet, Explainer>();

/** Why each rule of a set did what it did with a row of the reading table: all rules that are not off, in the order of deciding. */
export function explain(ruleSet: RuleSet, row: readonly Reading[]): readonly RuleExplanation[] {
  return explainerOf(ruleSet).explain(row);
}

/** Made when it is first asked for: serving needs none. */
function explainerOf(ruleSet: RuleSet): Explainer {
  let made = explainers.get(ruleSet);
  if (made === undefined) {
    const slots = new Map(ruleSet.table.map(({ ref }, slot) => [readingKeyOf(ref), slot]));
    made = new Explainer(ruleSet.rules, (ref) => slots.get(readingKeyOf(ref)) ?? -1);
    explainers.set(ruleSet, made);
  }
  return made;
}
