import type { Condition, FactRef } from './conditions/condition.js';
import { evaluatorOf, keyOf, type Comparison, type Evaluator } from './conditions/evaluate.js';
import { columnKeyOf, testKeyOf } from './matching/comparison-keys.js';
import { Unknown, type Reading, type Truth } from './reading.js';
import type { CompiledRule, RuleSet } from './rule-set.js';

/** A condition of a rule, and what came of it; of a branch also what came of its parts. */
export interface Explanation {
  readonly condition: Condition;
  readonly truth: Truth;
  readonly parts: readonly Explanation[];
}

/** A rule, and why it matched or did not. What its comparisons read is in the row that was explained. */
export interface RuleExplanation {
  readonly rule: CompiledRule;
  readonly truth: Truth;
  readonly conditions: Explanation;
}

/** A condition made ready. Of a comparison there are but three explanations, which are made beforehand. */
type Node =
  | {
      readonly kind: 'compare';
      readonly test: number;
      readonly outcomes: Readonly<Record<Truth, Explanation>>;
    }
  | {
      readonly kind: 'all' | 'any' | 'not';
      readonly condition: Condition;
      readonly parts: readonly Node[];
    };

/** Conditions with more comparisons are explained anew each time: how they come out seldom repeats. */
const KEPT_COMPARISONS = 16;
/** Explanations of one rule's conditions that are kept; beyond, they are all forgotten. */
const KEPT_AT_MOST = 256;

interface Root {
  readonly node: Node;
  /** The tests of its comparisons, in their order. */
  readonly tests: readonly number[];
  /** By how these came out. */
  readonly kept: Map<number, Explanation>;
}

/** Says what came of conditions. Comparisons that are the same in many rules are made once. */
export class Explainer {
  private readonly tests: Evaluator[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly roots: readonly Root[];

  constructor(
    conditions: readonly Condition[],
    private readonly slotOf: (ref: FactRef) => number,
  ) {
    this.roots = conditions.map((each) => {
      const node = this.nodeOf(each);
      return { node, tests: testsIn(node), kept: new Map() };
    });
  }

  /** What came of each of the conditions for a row of the reading table. */
  explain(row: readonly Reading[]): readonly Explanation[] {
    const truths = this.tests.map((test) => test(row));
    const numbers = truths.map((truth) => numberOf[truth]);
    return this.roots.map((root) => explainedRoot(root, truths, numbers));
  }

  private nodeOf(condition: Condition): Node {
    const { kind } = condition;
    if (kind === 'compare') {
      const outcome = (truth: Truth): Explanation => ({ condition, truth, parts: [] });
      const outcomes = { yes: outcome('yes'), no: outcome('no'), unknown: outcome('unknown') };
      return { kind, test: this.testOf(condition), outcomes };
    }
    const parts = kind === 'not' ? [condition.of] : condition.of;
    return { kind, condition, parts: parts.map((part) => this.nodeOf(part)) };
  }

  private testOf(comparison: Comparison): number {
    const key = columnKeyOf(comparison) + testKeyOf(comparison);
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.tests.push(evaluatorOf(comparison, this.slotOf)) - 1;
      this.numbers.set(key, number);
    }
    return number;
  }
}

const explainers = new WeakMap<RuleSet, Explainer>();

/** Why each rule of a set did what it did with a row of the reading table: all rules that are not off, in the order of deciding. */
export function explain(ruleSet: RuleSet, row: readonly Reading[]): readonly RuleExplanation[] {
  const explanations = explainerOf(ruleSet).explain(row).values();
  const all: RuleExplanation[] = [];
  for (const rule of ruleSet.rules) {
    const { value } = explanations.next();
    if (value !== undefined) all.push({ rule, truth: value.truth, conditions: value });
  }
  return all;
}

/** Made when it is first asked for: serving needs none. */
function explainerOf(ruleSet: RuleSet): Explainer {
  let made = explainers.get(ruleSet);
  if (made === undefined) {
    const slots = new Map(ruleSet.table.map(({ ref }, slot) => [keyOf(ref), slot]));
    const conditions = ruleSet.rules.map((rule) => rule.conditions);
    made = new Explainer(conditions, (ref) => slots.get(keyOf(ref)) ?? -1);
    explainers.set(ruleSet, made);
  }
  return made;
}

/**
 * The comparisons that made it so, for staff: `rate {"of":"agree"} greaterThan 20 is no: it is 5`.
 * @param read what a fact read
 */
export function reasonsIn(explanation: Explanation, read: (ref: FactRef) => Reading): readonly string[] {
  const { condition, truth, parts } = explanation;
  if (condition.kind === 'compare') return [reasonOf(condition, truth, read)];
  // One that says no is enough for `all` to say no; else all of them were needed.
  const decided = condition.kind === 'all' ? truth !== 'yes' : condition.kind === 'any' && truth !== 'no';
  return parts.filter((part) => !decided || part.truth === truth).flatMap((part) => reasonsIn(part, read));
}

function reasonOf(
  { left, operator, right }: Comparison,
  truth: Truth,
  read: (ref: FactRef) => Reading,
): string {
  const other =
    right.kind === 'value' ? JSON.stringify(right.value) : `${written(right.ref)}, ${said(read(right.ref))}`;
  return `${written(left)} ${operator} ${other} is ${truth}: it is ${said(read(left))}`;
}

function written({ fact, params, path }: FactRef): string {
  return [fact, params === null ? '' : JSON.stringify(params), path ?? '']
    .filter((part) => part !== '')
    .join(' ');
}

function said(reading: Reading): string {
  return reading instanceof Unknown ? `unknown (${reading.reason})` : JSON.stringify(reading);
}

const numberOf: Readonly<Record<Truth, number>> = { no: 0, unknown: 1, yes: 2 };

function testsIn(node: Node): readonly number[] {
  return node.kind === 'compare' ? [node.test] : node.parts.flatMap(testsIn);
}

function explainedRoot(
  { node, tests, kept }: Root,
  truths: readonly Truth[],
  numbers: readonly number[],
): Explanation {
  if (tests.length > KEPT_COMPARISONS) return explained(node, truths);
  let place = 0;
  for (const test of tests) place = place * 3 + (numbers[test] ?? 0);
  const known = kept.get(place);
  if (known !== undefined) return known;
  const explanation = explained(node, truths);
  if (kept.size >= KEPT_AT_MOST) kept.clear();
  kept.set(place, explanation);
  return explanation;
}

function explained(node: Node, truths: readonly Truth[]): Explanation {
  if (node.kind === 'compare') return node.outcomes[truths[node.test] ?? 'unknown'];
  const parts = node.parts.map((part) => explained(part, truths));
  return { condition: node.condition, truth: joined(node.kind, parts), parts };
}

/** Kleene's `all`, `any` and `not` of what the parts came to. */
function joined(kind: 'all' | 'any' | 'not', parts: readonly Explanation[]): Truth {
  if (kind === 'not') return opposite(parts[0]?.truth ?? 'unknown');
  const deciding = kind === 'all' ? 'no' : 'yes';
  let truth = opposite(deciding);
  for (const part of parts) {
    if (part.truth === deciding) return deciding;
    if (part.truth === 'unknown') truth = 'unknown';
  }
  return truth;
}

function opposite(truth: Truth): Truth {
  if (truth === 'unknown') return truth;
  return truth === 'yes' ? 'no' : 'yes';
}
