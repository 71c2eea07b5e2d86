import type { Condition, FactRef } from '../conditions/condition.js';
import type { Comparison } from '../conditions/evaluator.js';
import { combine, childrenOf, type Explanation } from '../conditions/explanation.js';
import { operandKeyOf, predicateKeyOf } from './rule-index/comparison-keys.js';
import { ConditionIndex } from './rule-index/condition-index.js';
import type { Reading, Truth } from '../model/reading.js';
import type { CompiledRule } from '../rules/compiled-rule.js';
import { runSync } from '../../runtime/cooperative-task.js';

/** A rule, and why it matched or did not. The readings of its comparisons are in the explained row. */
export interface RuleExplanation {
  readonly rule: CompiledRule;
  readonly truth: Truth;
  readonly conditions: Explanation;
}

const NO = 0;
const truths = ['no', 'unknown', 'yes'] as const;
const UNKNOWN = truths.indexOf('unknown');
const YES = truths.indexOf('yes');

/** Conditions with more comparisons have too many combinations of results for an array. */
const MAX_TABULATED_COMPARISONS = 6;
/** Explanations of rules with more comparisons are not cached: their combinations of results seldom repeat. */
const MAX_CACHED_COMPARISONS = 16;
/** Cached explanations of one rule with many comparisons; when there are more, the cache is cleared. */
const MAX_CACHED_EXPLANATIONS = 256;

/** A condition with the numbers of its comparisons. */
interface Node {
  readonly condition: Condition;
  readonly parts: readonly Node[];
  /** The numbers of the comparisons in it, in their order. */
  readonly tests: readonly number[];
  /** Cached explanations by outcome number, when the comparisons are few. */
  readonly kept: (Explanation | undefined)[];
}

interface Root {
  readonly rule: CompiledRule;
  readonly node: Node;
  /** Cached explanations by outcome number, when the comparisons are many. */
  readonly kept: Map<number, RuleExplanation>;
}

/** Explains the results of rules. Comparisons that many rules share are evaluated once, and explanations are cached. */
export class Explainer {
  private readonly comparisons: Comparison[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly roots: readonly Root[];
  private readonly index: ConditionIndex;
  /** By number of comparison. */
  private readonly outcomes: Uint8Array;
  /** The numbers of all rules' comparisons, concatenated, and where each rule's begin. */
  private readonly tests: Int32Array;
  private readonly starts: Int32Array;
  /** Cached explanations of rules with few comparisons, by outcome number; `null` for rules with many. */
  private readonly few: readonly ((RuleExplanation | undefined)[] | null)[];

  constructor(rules: readonly CompiledRule[], slotOf: (ref: FactRef) => number) {
    this.roots = rules.map((rule) => ({ rule, node: this.nodeOf(rule.conditions), kept: new Map() }));
    this.index = runSync(ConditionIndex.build(this.comparisons, slotOf));
    this.outcomes = new Uint8Array(this.comparisons.length);
    this.tests = Int32Array.from(this.roots.flatMap(({ node }) => node.tests));
    this.starts = new Int32Array(rules.length + 1);
    for (const [at, { node }] of this.roots.entries()) {
      this.starts[at + 1] = (this.starts[at] ?? 0) + node.tests.length;
    }
    this.few = this.roots.map(({ node }) => (node.tests.length <= MAX_TABULATED_COMPARISONS ? [] : null));
  }

  /** Explains each of the rules for a row of the reading table. */
  explain(row: readonly Reading[]): readonly RuleExplanation[] {
    this.compare(row);
    const { starts, tests, few, outcomes } = this;
    const explanations: RuleExplanation[] = [];
    explanations.length = few.length;
    for (let at = 0; at < few.length; at += 1) {
      const end = starts[at + 1] ?? 0;
      let way = 0;
      for (let test = starts[at] ?? 0; test < end; test += 1) {
        way = way * truths.length + (outcomes[tests[test] ?? 0] ?? 0);
      }
      explanations[at] = few[at]?.[way] ?? this.explainRule(at, way);
    }
    return explanations;
  }

  private compare(row: readonly Reading[]): void {
    const { index, outcomes } = this;
    const found = index.match(row);
    outcomes.fill(NO);
    for (let at = 0; at < found.count; at += 1) {
      outcomes[found.positionAt(at)] = found.isCertain(at) ? YES : UNKNOWN;
    }
  }

  private explainRule(at: number, way: number): RuleExplanation {
    const root = this.roots[at];
    if (root === undefined) throw new RangeError(`There is no rule ${at}`);
    const { rule, node, kept } = root;
    const known = kept.get(way);
    if (known !== undefined) return known;
    const conditions = explanationOf(node, this.outcomes);
    const explanation = { rule, truth: conditions.truth, conditions };
    const few = this.few[at] ?? null;
    if (few !== null) few[way] = explanation;
    else if (node.tests.length <= MAX_CACHED_COMPARISONS) {
      if (kept.size >= MAX_CACHED_EXPLANATIONS) kept.clear();
      kept.set(way, explanation);
    }
    return explanation;
  }

  private nodeOf(condition: Condition): Node {
    if (condition.kind === 'compare') {
      const kept = truths.map((truth): Explanation => ({ condition, truth, parts: [] }));
      return { condition, parts: [], tests: [this.numberOf(condition)], kept };
    }
    const parts = childrenOf(condition).map((part) => this.nodeOf(part));
    return { condition, parts, tests: parts.flatMap(({ tests }) => tests), kept: [] };
  }

  private numberOf(comparison: Comparison): number {
    const key = operandKeyOf(comparison) + predicateKeyOf(comparison);
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.comparisons.push(comparison) - 1;
      this.numbers.set(key, number);
    }
    return number;
  }
}

function explanationOf(node: Node, outcomes: Uint8Array): Explanation {
  if (node.tests.length > MAX_TABULATED_COMPARISONS) return combinedExplanationOf(node, outcomes);
  return (node.kept[outcomeNumberOf(node, outcomes)] ??= combinedExplanationOf(node, outcomes));
}

/** A number for the combination of results: a digit in base 3 for each comparison. */
function outcomeNumberOf({ tests }: Node, outcomes: Uint8Array): number {
  let way = 0;
  for (let at = 0; at < tests.length; at += 1) way = way * truths.length + (outcomes[tests[at] ?? 0] ?? 0);
  return way;
}

function combinedExplanationOf({ condition, parts }: Node, outcomes: Uint8Array): Explanation {
  if (condition.kind === 'compare') throw new Error('A comparison has all its explanations');
  return combine(
    condition,
    parts.map((part) => explanationOf(part, outcomes)),
  );
}
