import canonicalize from 'canonicalize';
import type { Json } from '../model/json.js';
import { Unknown, type Reading, type Truth } from '../model/reading.js';
import type { Comparand, Condition, FactRef } from './condition.js';
import { preparedOperand, standardOperators, type Operator, type Operators } from './json-rules-engine.js';
import { combineTruths, negateTruth } from './kleene.js';
import { parseJsonPath, valueAt } from './json-path.js';

/** Evaluates a condition for one row of the reading table. */
export type Evaluator = (row: readonly Reading[]) => Truth;

export type Comparison = Extract<Condition, { kind: 'compare' }>;

/**
 * Compiles conditions to a synchronous function with three results. A row is indexed by slot. Throws on an operator or a path
 * that parsing refuses.
 */
export function evaluatorOf(
  condition: Condition,
  slotOf: (ref: FactRef) => number,
  operators: Operators = standardOperators,
): Evaluator {
  switch (condition.kind) {
    case 'all':
      return branchEvaluator('no', evaluatorsOf(condition.of, slotOf, operators));
    case 'any':
      return branchEvaluator('yes', evaluatorsOf(condition.of, slotOf, operators));
    case 'not':
      return negatedEvaluator(evaluatorOf(condition.of, slotOf, operators));
    case 'compare':
      return comparisonEvaluator(condition, slotOf, operators);
  }
}

/** The comparisons of a condition, in the order they are written. */
export function comparisonsOf(condition: Condition): readonly Comparison[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.flatMap(comparisonsOf);
    case 'not':
      return comparisonsOf(condition.of);
    case 'compare':
      return [condition];
  }
}

/** The readings that conditions need, each once, without paths. */
export function refsOf(condition: Condition): readonly FactRef[] {
  const refs = new Map<string, FactRef>();
  for (const { left, right } of comparisonsOf(condition)) {
    for (const ref of right.kind === 'fact' ? [left, right.ref] : [left]) {
      const key = readingKeyOf(ref);
      if (!refs.has(key)) refs.set(key, { ...ref, path: null });
    }
  }
  return [...refs.values()];
}

/** The same text for the same reading: fact and parameters, in whatever order they are written; the path does not count. */
export function readingKeyOf(ref: Pick<FactRef, 'fact' | 'params'>): string {
  return `${ref.fact}${canonicalize(ref.params ?? {}) ?? ''}`;
}

function evaluatorsOf(
  conditions: readonly Condition[],
  slotOf: (ref: FactRef) => number,
  operators: Operators,
): readonly Evaluator[] {
  return conditions.map((each) => evaluatorOf(each, slotOf, operators));
}

/** `all` (decided by a `no`) and `any` (decided by a `yes`). */
function branchEvaluator(deciding: 'yes' | 'no', parts: readonly Evaluator[]): Evaluator {
  return (row) => combineTruths(deciding, parts, (part) => part(row));
}

function negatedEvaluator(part: Evaluator): Evaluator {
  return (row) => negateTruth(part(row));
}

function comparisonEvaluator(
  comparison: Comparison,
  slotOf: (ref: FactRef) => number,
  operators: Operators,
): Evaluator {
  const operator = operatorOf(comparison, operators);
  const left = readerOf(comparison.left, slotOf);
  const right = comparandOf(comparison.operator, comparison.right, slotOf);
  return (row) => compare(operator, left(row), right(row));
}

/** Compares a reading with the value of a comparison. Throws on an operator that parsing refuses. */
export function predicateOf(
  comparison: Comparison,
  value: Json,
  operators: Operators = standardOperators,
): (reading: unknown) => Truth {
  const operator = operatorOf(comparison, operators);
  const right = preparedOperand(comparison.operator, value);
  return (reading) => compare(operator, reading, right);
}

function operatorOf({ operator: name }: Comparison, operators: Operators): Operator {
  const operator = operators.get(name);
  if (operator === null) throw new Error(`No operator is called "${name}"`);
  return operator;
}

function comparandOf(
  operator: string,
  comparand: Comparand,
  slotOf: (ref: FactRef) => number,
): (row: readonly Reading[]) => unknown {
  if (comparand.kind === 'fact') return readerOf(comparand.ref, slotOf);
  const value = preparedOperand(operator, comparand.value);
  return () => value;
}

/** Reads a fact from a row, and follows its path. Throws on a path that parsing refuses. */
export function readerOf(
  ref: FactRef,
  slotOf: (ref: FactRef) => number,
): (row: readonly Reading[]) => unknown {
  const slot = slotOf(ref);
  if (ref.path === null) return (row) => row[slot];
  const path = parseJsonPath(ref.path);
  if (path === null) throw new Error(`"${ref.path}" is not a path of properties and indexes`);
  return (row) => {
    const reading = row[slot];
    return reading instanceof Unknown ? reading : valueAt(reading, path);
  };
}

function compare(operator: Operator, left: unknown, right: unknown): Truth {
  if (left instanceof Unknown || right instanceof Unknown) return 'unknown';
  try {
    return operator.evaluate(left, right) ? 'yes' : 'no';
  } catch {
    // One comparison that fails must not take the other rules with it.
    return 'unknown';
  }
}
