import type { Comparison } from '../conditions/evaluate.js';
import { columnKeyOf, testKeyOf } from './columns.js';
import type { Literal } from './clauses.js';
import { eachSliced, type Sliced } from '../slices.js';
import type { RuleClause } from './rule-index.js';

/** How seldom comparisons by an operator tend to hold: 0 seldom, 3 nearly always. */
const oftenness: Readonly<Record<string, number>> = {
  equal: 0,
  in: 0,
  contains: 0,
  matches: 0,
  startsWith: 0,
  endsWith: 0,
  containsText: 0,
  greaterThan: 1,
  greaterThanInclusive: 1,
  lessThan: 2,
  lessThanInclusive: 2,
};
const OFTEN = 3;

/**
 * Clauses in such an order that those which depend on the same reading stand together: a column has bits for few words. What a
 * clause means does not depend on where it stands.
 */
export function* laidOut(clauses: readonly RuleClause[]): Sliced<readonly RuleClause[]> {
  const places = yield* eachSliced(clauses, 20, (each) => ({ each, ...placeOf(each) }));
  return places
    .sort(
      (a, b) =>
        a.often - b.often || byText(a.column, b.column) || a.number - b.number || byText(a.test, b.test),
    )
    .map(({ each }) => each);
}

/** By the literal that fails most often. */
function placeOf({ clause }: RuleClause): {
  readonly often: number;
  readonly column: string;
  readonly number: number;
  readonly test: string;
} {
  const literals = clause.map((literal) => ({ literal, often: oftenOf(literal) }));
  const rarest = literals.toSorted((a, b) => a.often - b.often)[0];
  if (rarest === undefined) return { often: OFTEN + 1, column: '', number: 0, test: '' };
  const { comparison } = rarest.literal;
  return {
    often: rarest.often,
    column: columnKeyOf(comparison),
    number: numberIn(comparison),
    test: testKeyOf(comparison),
  };
}

function oftenOf({ comparison, negated }: Literal): number {
  const often = oftenness[comparison.operator] ?? OFTEN;
  const { right } = comparison;
  // Of two values each is frequent.
  const known = right.kind === 'value' && typeof right.value === 'boolean' ? 1 : often;
  return negated ? OFTEN - Math.min(known, OFTEN) : known;
}

function numberIn({ right }: Comparison): number {
  return right.kind === 'value' && typeof right.value === 'number' ? right.value : 0;
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
