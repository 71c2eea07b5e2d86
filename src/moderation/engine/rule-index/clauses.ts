import type { Condition } from '../../conditions/condition.js';
import type { Comparison } from '../../conditions/evaluator.js';
import { operandKeyOf, predicateKeyOf } from './comparison-keys.js';

/** A comparison, or its opposite. */
export interface Literal {
  readonly comparison: Comparison;
  /** See `columnKeyOf`. */
  readonly operandKey: string;
  /** See `testKeyOf`. */
  readonly predicateKey: string;
  readonly negated: boolean;
}

/** All of these together. */
export type Clause = readonly Literal[];

/** A condition with more alternatives than this is walked instead. */
const MAX_CLAUSES = 64;

/**
 * A condition as its alternatives: any of them matches when the condition does. Unknown stays unknown, since Kleene's logic has
 * de Morgan's laws and the distributive ones. `null` when there would be too many.
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
