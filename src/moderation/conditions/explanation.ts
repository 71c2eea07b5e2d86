import type { Condition } from './condition.js';
import type { Comparison } from './evaluator.js';
import { combineTruths, negateTruth } from './kleene.js';
import type { Truth } from '../model/reading.js';

/** A condition of a rule with its result; a branch has the explanations of its parts. */
export interface Explanation {
  readonly condition: Condition;
  readonly truth: Truth;
  readonly parts: readonly Explanation[];
}

/** Explains a condition by the results of its comparisons. */
export function explanationOf(condition: Condition, truthOf: (comparison: Comparison) => Truth): Explanation {
  if (condition.kind === 'compare') return { condition, truth: truthOf(condition), parts: [] };
  return combine(
    condition,
    childrenOf(condition).map((part) => explanationOf(part, truthOf)),
  );
}

/** The conditions directly inside a condition. */
export function childrenOf(condition: Condition): readonly Condition[] {
  switch (condition.kind) {
    case 'compare':
      return [];
    case 'not':
      return [condition.of];
    case 'all':
    case 'any':
      return condition.of;
  }
}

/** Combines the explanations of parts by Kleene's `all`, `any` and `not`. */
export function combine(
  condition: Exclude<Condition, Comparison>,
  parts: readonly Explanation[],
): Explanation {
  const { kind } = condition;
  if (kind === 'not') return { condition, truth: negateTruth(parts[0]?.truth ?? 'unknown'), parts };
  const deciding = kind === 'all' ? 'no' : 'yes';
  return { condition, truth: combineTruths(deciding, parts, ({ truth }) => truth), parts };
}
