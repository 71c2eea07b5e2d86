import type { Condition } from '../../conditions/condition.js';
import type { Comparison } from '../../conditions/evaluator.js';
import { operandKeyOf, predicateKeyOf } from './comparison-keys.js';

/** A comparison or its negation. */
export interface Literal {
  readonly comparison: Comparison;
  /** See `operandKeyOf`. */
  readonly operandKey: string;
  /** See `predicateKeyOf`. */
  readonly predicateKey: string;
  readonly negated: boolean;
}

/** A conjunction of literals. */
export type Clause = readonly Literal[];

/** A clause with the number of the condition that it is an alternative of. */
export interface NumberedClause {
  readonly condition: number;
  readonly clause: Clause;
}

/** A condition with more alternatives than this is evaluated as a tree instead. */
const MAX_CLAUSES = 64;

/**
 * The disjunctive normal form of a condition: the condition matches when any clause does. It keeps unknown results, since de
 * Morgan's laws and the distributive laws hold in Kleene logic. `null` when it has more than `MAX_CLAUSES` clauses.
 */
export function clausesOf(condition: Condition, negated = false): readonly Clause[] | null {
  switch (condition.kind) {
    case 'compare':
      return [[literalOf(condition, negated)]];
    case 'not':
      return clausesOf(condition.of, !negated);
    case 'all':
      return negated ? disjunctionOf(condition.of, negated) : conjunctionOf(condition.of, negated);
    case 'any':
      return negated ? conjunctionOf(condition.of, negated) : disjunctionOf(condition.of, negated);
  }
}

function literalOf(comparison: Comparison, negated: boolean): Literal {
  return {
    comparison,
    operandKey: operandKeyOf(comparison),
    predicateKey: predicateKeyOf(comparison),
    negated,
  };
}

function disjunctionOf(conditions: readonly Condition[], negated: boolean): readonly Clause[] | null {
  const clauses: Clause[] = [];
  for (const condition of conditions) {
    const more = clausesOf(condition, negated);
    if (more === null || clauses.length + more.length > MAX_CLAUSES) return null;
    clauses.push(...more);
  }
  return clauses;
}

function conjunctionOf(conditions: readonly Condition[], negated: boolean): readonly Clause[] | null {
  let clauses: readonly Clause[] = [[]];
  for (const condition of conditions) {
    const more = clausesOf(condition, negated);
    if (more === null || clauses.length * more.length > MAX_CLAUSES) return null;
    clauses = clauses.flatMap((clause) => more.map((other) => [...clause, ...other]));
  }
  return clauses;
}
