import type { Comparison } from '../../conditions/evaluator.js';
import { mapYielding, type CooperativeTask } from '../../../runtime/cooperative-task.js';
import type { Clause, Literal, NumberedClause } from './clauses.js';
import { Selectivity } from './selectivity.js';

/** Clauses of about the same selectivity share a bucket; within one they are sorted by operand. */
const SELECTIVITY_BUCKETS = 8;

/**
 * Sorts clauses so that those with the same most selective comparison share 32-bit words: the intersection of such a word is soon
 * empty. The order does not change the result.
 */
export function* orderClauses(
  clauses: readonly NumberedClause[],
): CooperativeTask<readonly NumberedClause[]> {
  const selectivity = new Selectivity();
  yield* mapYielding(clauses, 20, ({ clause }) => {
    for (const literal of clause) selectivity.observe(literal);
  });
  const keyed = yield* mapYielding(clauses, 20, (each) => ({
    each,
    ...sortKeyOf(each.clause, selectivity),
  }));
  return keyed
    .sort(
      (a, b) =>
        a.bucket - b.bucket ||
        compareTexts(a.operandKey, b.operandKey) ||
        a.number - b.number ||
        compareTexts(a.predicateKey, b.predicateKey),
    )
    .map(({ each }) => each);
}

/** The key of the literal that holds most seldom. */
function sortKeyOf(
  clause: Clause,
  selectivity: Selectivity,
): {
  readonly bucket: number;
  readonly operandKey: string;
  readonly number: number;
  readonly predicateKey: string;
} {
  let lowest = 1;
  let rarest: Literal | null = null;
  for (const literal of clause) {
    const estimate = selectivity.estimate(literal);
    if (rarest !== null && estimate >= lowest) continue;
    rarest = literal;
    lowest = estimate;
  }
  if (rarest === null)
    return { bucket: SELECTIVITY_BUCKETS + 1, operandKey: '', number: 0, predicateKey: '' };
  const { operandKey, predicateKey, comparison } = rarest;
  return {
    bucket: Math.round(lowest * SELECTIVITY_BUCKETS),
    operandKey,
    number: thresholdOf(comparison),
    predicateKey,
  };
}

function thresholdOf({ right }: Comparison): number {
  return right.kind === 'value' && typeof right.value === 'number' ? right.value : 0;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
