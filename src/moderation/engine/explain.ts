import { readingKeyOf } from '../conditions/evaluator.js';
import { Explainer, type RuleExplanation } from './explainer.js';
import type { Reading } from '../model/reading.js';
import type { RuleSet } from './rule-set.js';

const explainers = new WeakMap<RuleSet, Explainer>();

/** Explains the result of each rule that is not off for a row of the reading table, in the order in which rules are tried. */
export function explain(ruleSet: RuleSet, row: readonly Reading[]): readonly RuleExplanation[] {
  return explainerOf(ruleSet).explain(row);
}

/** Created on first use: serving needs none. */
function explainerOf(ruleSet: RuleSet): Explainer {
  let made = explainers.get(ruleSet);
  if (made === undefined) {
    const slots = new Map(ruleSet.table.map(({ ref }, slot) => [readingKeyOf(ref), slot]));
    made = new Explainer(ruleSet.rules, (ref) => slots.get(readingKeyOf(ref)) ?? -1);
    explainers.set(ruleSet, made);
  }
  return made;
}
