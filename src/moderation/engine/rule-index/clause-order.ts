import type { Comparison } from '../../conditions/evaluator.js';
import { eachSliced, type Sliced } from '../../../runtime/cooperative-task.js';
import type { Clause, Literal } from './clauses.js';
import { Likelihoods } from './selectivity.js';
import type { NumberedClause } from './condition-index.js';

/** Steps of likelihood: what is about as likely stands by its column. */
const STEPS = 8;

/**
 * Clauses in such an order that those which depend on the same unlikely comparison stand together: a word of them is soon done
 * with. What a clause means does not depend on where it stands.
 */
export function* laidOut(clauses: readonly NumberedClause[]): Sliced<readonly NumberedClause[]> {
  const likelihoods = new Likelihoods();
  yield* eachSliced(clauses, 20, ({ clause }) => {
    for (const literal of clause) likelihoods.add(literal);
  });
  const places = yield* eachSliced(clauses, 20, (each) => ({ each, ...placeOf(each.clause, likelihoods) }));
  return places
    .sort(
      (a, b) =>
        a.step - b.step || byText(a.column, b.column) || a.number - b.number || byText(a.test, b.test),
    )
    .map(({ each }) => each);
}

/** By the literal that is the least likely. */
function placeOf(
  clause: Clause,
  likelihoods: Likelihoods,
): { readonly step: number; readonly column: string; readonly number: number; readonly test: string } {
  let least = 1;
  let rarest: Literal | null = null;
  for (const literal of clause) {
    const likelihood = likelihoods.of(literal);
    if (rarest !== null && likelihood >= least) continue;
    rarest = literal;
    least = likelihood;
  }
  if (rarest === null) return { step: STEPS + 1, column: '', number: 0, test: '' };
  const { column, test, comparison } = rarest;
  return { step: Math.round(least * STEPS), column, number: numberIn(comparison), test };
}

function numberIn({ right }: Comparison): number {
  return right.kind === 'value' && typeof right.value === 'number' ? right.value : 0;
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
