import type { Comparison } from '../../conditions/evaluator.js';
import { mapYielding, type CooperativeTask } from '../../../runtime/cooperative-task.js';
import type { Clause, Literal } from './clauses.js';
import { Selectivity } from './selectivity.js';
import type { NumberedClause } from './condition-index.js';

/** Steps of likelihood: what is about as likely stands by its column. */
const SELECTIVITY_BUCKETS = 8;

/**
 * Clauses in such an order that those which depend on the same unlikely comparison stand together: a word of them is soon done
 * with. What a clause means does not depend on where it stands.
 */
export function* orderClauses(
  clauses: readonly NumberedClause[],
): CooperativeTask<readonly NumberedClause[]> {
  const likelihoods = new Selectivity();
  yield* mapYielding(clauses, 20, ({ clause }) => {
    for (const literal of clause) likelihoods.observe(literal);
  });
  const places = yield* mapYielding(clauses, 20, (each) => ({
    each,
    ...sortKeyOf(each.clause, likelihoods),
  }));
  return places
    .sort(
      (a, b) =>
        a.step - b.step ||
        compareTexts(a.column, b.column) ||
        a.number - b.number ||
        compareTexts(a.test, b.test),
    )
    .map(({ each }) => each);
}

/** By the literal that is the least likely. */
function sortKeyOf(
  clause: Clause,
  likelihoods: Selectivity,
): { readonly step: number; readonly column: string; readonly number: number; readonly test: string } {
  let least = 1;
  let rarest: Literal | null = null;
  for (const literal of clause) {
    const likelihood = likelihoods.estimate(literal);
    if (rarest !== null && likelihood >= least) continue;
    rarest = literal;
    least = likelihood;
  }
  if (rarest === null) return { step: SELECTIVITY_BUCKETS + 1, column: '', number: 0, test: '' };
  const { operandKey, predicateKey, comparison } = rarest;
  return {
    step: Math.round(least * SELECTIVITY_BUCKETS),
    column: operandKey,
    number: thresholdOf(comparison),
    test: predicateKey,
  };
}

function thresholdOf({ right }: Comparison): number {
  return right.kind === 'value' && typeof right.value === 'number' ? right.value : 0;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
