import type { Condition, FactRef } from './conditions/condition.js';
import { evaluatorOf, keyOf, type Comparison } from './conditions/evaluate.js';
import { Unknown, type Reading, type Truth } from './reading.js';
import type { CompiledRule, RuleSet } from './rule-set.js';

/** A condition of a rule, and what came of it; `at` is the JSON pointer within the rule file. */
export type Explanation =
  | {
      readonly kind: 'all' | 'any' | 'not';
      readonly at: string;
      readonly truth: Truth;
      readonly of: readonly Explanation[];
    }
  | {
      readonly kind: 'compare';
      readonly at: string;
      readonly truth: Truth;
      readonly comparison: Comparison;
      /** Of the fact, before the path is followed. */
      readonly left: Reading;
      /** Of the fact that it is compared with; `null` where it is compared with a value. */
      readonly right: Reading;
    };

/** A rule, and why it matched or did not. */
export interface RuleExplanation {
  readonly rule: CompiledRule;
  readonly truth: Truth;
  readonly conditions: Explanation;
}

/** Explains what conditions came to for one row of the reading table. */
export type Explainer = (row: readonly Reading[]) => Explanation;

const explainers = new WeakMap<RuleSet, readonly Explainer[]>();

/** Why each rule of a set did what it did with a row of the reading table: all rules that are not off, in the order of deciding. */
export function explain(ruleSet: RuleSet, row: readonly Reading[]): readonly RuleExplanation[] {
  return explainersOf(ruleSet).map((explainer, index) => {
    const rule = ruleSet.rules[index];
    if (rule === undefined) throw new RangeError('A rule set has an explainer for each rule');
    const conditions = explainer(row);
    return { rule, truth: conditions.truth, conditions };
  });
}

/** Made when they are first asked for: serving needs none. */
function explainersOf(ruleSet: RuleSet): readonly Explainer[] {
  let made = explainers.get(ruleSet);
  if (made === undefined) {
    const slots = new Map(ruleSet.table.map(({ ref }, slot) => [keyOf(ref), slot]));
    const slotOf = (ref: FactRef) => slots.get(keyOf(ref)) ?? -1;
    made = ruleSet.rules.map(({ conditions }) => explainerOf(conditions, slotOf));
    explainers.set(ruleSet, made);
  }
  return made;
}

/** Makes conditions ready to be explained. Throws on what parsing would have refused. */
export function explainerOf(condition: Condition, slotOf: (ref: FactRef) => number): Explainer {
  if (condition.kind === 'compare') return comparisonExplainer(condition, slotOf);
  const parts = condition.kind === 'not' ? [condition.of] : condition.of;
  const each = parts.map((part) => explainerOf(part, slotOf));
  const { kind, at } = condition;
  return (row) => {
    const of = each.map((explainer) => explainer(row));
    return { kind, at, truth: joined(kind, of), of };
  };
}

/** The comparisons that made it so, for staff: `rate {"of":"agree"} greaterThan 20 is no, for it reads 5`. */
export function reasonsIn(explanation: Explanation): readonly string[] {
  if (explanation.kind === 'compare') return [reasonOf(explanation)];
  const { kind, truth, of } = explanation;
  // One that says no is enough for `all` to say no; else all of them were needed.
  const decided = kind === 'all' ? truth !== 'yes' : kind === 'any' && truth !== 'no';
  return of.filter((part) => !decided || part.truth === truth).flatMap(reasonsIn);
}

function reasonOf({ comparison, truth, left, right }: Extract<Explanation, { kind: 'compare' }>): string {
  const { operator } = comparison;
  const value = comparison.right;
  const other =
    value.kind === 'value' ? JSON.stringify(value.value) : `${written(value.ref)}, ${said(right)}`;
  return `${written(comparison.left)} ${operator} ${other} is ${truth}: it is ${said(left)}`;
}

function written({ fact, params, path }: FactRef): string {
  return [fact, params === null ? '' : JSON.stringify(params), path ?? '']
    .filter((part) => part !== '')
    .join(' ');
}

function said(reading: Reading): string {
  return reading instanceof Unknown ? `unknown (${reading.reason})` : JSON.stringify(reading);
}

function comparisonExplainer(comparison: Comparison, slotOf: (ref: FactRef) => number): Explainer {
  const truthOf = evaluatorOf(comparison, slotOf);
  const { at, left, right } = comparison;
  const leftSlot = slotOf(left);
  const rightSlot = right.kind === 'fact' ? slotOf(right.ref) : null;
  return (row) => ({
    kind: 'compare',
    at,
    truth: truthOf(row),
    comparison,
    left: row[leftSlot] ?? null,
    right: rightSlot === null ? null : (row[rightSlot] ?? null),
  });
}

/** Kleene's `all`, `any` and `not` of what the parts came to. */
function joined(kind: 'all' | 'any' | 'not', parts: readonly Explanation[]): Truth {
  if (kind === 'not') return opposite(parts[0]?.truth ?? 'unknown');
  const deciding = kind === 'all' ? 'no' : 'yes';
  if (parts.some(({ truth }) => truth === deciding)) return deciding;
  return parts.some(({ truth }) => truth === 'unknown') ? 'unknown' : opposite(deciding);
}

function opposite(truth: Truth): Truth {
  if (truth === 'unknown') return truth;
  return truth === 'yes' ? 'no' : 'yes';
}
