import type { Condition } from './condition.js';
import type { Comparison } from './evaluator.js';
import { combineTruths, negateTruth } from './kleene.js';
import type { Truth } from '../model/reading.js';

/** A condition of a rule, and what came of it; of a branch also what came of its parts. */
export interface Explanation {
  readonly condition: Condition;
  readonly truth: Truth;
  readonly parts: readonly Explanation[];
}

/** Explains a condition by how its comparisons come out. */
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

/** Kleene's `all`, `any` and `not` of what the parts came to. */
export function combine(
  condition: Exclude<Condition, Comparison>,
  parts: readonly Explanation[],
): Explanation {
  const { kind } = condition;
  if (kind === 'not') return { condition, truth: negateTruth(parts[0]?.truth ?? 'unknown'), parts };
  const deciding = kind === 'all' ? 'no' : 'yes';
  return { condition, truth: combineTruths(deciding, parts, ({ truth }) => truth), parts };
}
