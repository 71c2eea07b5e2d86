import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { textsLike, wholeNumbers, type FactValues } from '../../model/fact-values.js';
import type { Json } from '../../model/json.js';
import { predicateOf, type Comparison } from '../evaluator.js';
import { constantOutcome, isPossible } from './constant-outcome.js';

const scripts: FactValues = { kind: 'one-of', values: ['Han', 'Latin'] };
const short: FactValues = { kind: 'text', maxUnits: 3, isLowerCase: false };
const lower: FactValues = { kind: 'text', maxUnits: Number.POSITIVE_INFINITY, isLowerCase: true };

const address = textsLike(/^[\d.]+$/u, 'an address');

/** Facts of few values, so that a test can compare with all of them. */
const domains: readonly { readonly values: FactValues; readonly all: readonly Json[] }[] = [
  { values: wholeNumbers(0, 3), all: [0, 1, 2, 3] },
  { values: { kind: 'number', min: 1, max: 2, isWhole: false }, all: [1, 1.25, 1.5, 2] },
  { values: scripts, all: ['Han', 'Latin'] },
  { values: short, all: ['', 'a', 'A', 'Ha', 'an', 'Han'] },
  { values: lower, all: ['', 'a', 'han', 'latin', 'android'] },
];

const scalar = fc.constantFrom<Json>(
  -1,
  0,
  0.5,
  1,
  1.5,
  2,
  3,
  4,
  '',
  'a',
  'A',
  'Han',
  'han',
  'Latin',
  'an',
  'Chinese',
);
const scalars = fc.array(scalar, { maxLength: 3 });
const plain = fc.constantFrom(
  'equal',
  'notEqual',
  'lessThan',
  'lessThanInclusive',
  'greaterThan',
  'greaterThanInclusive',
  'startsWith',
  'endsWith',
  'containsText',
  'matches',
);
const comparisons = fc.oneof(
  fc.tuple(plain, scalar),
  fc.tuple(fc.constantFrom('in', 'notIn', 'not:in', 'swap:contains', 'swap:doesNotContain'), scalars),
  fc.tuple(
    fc
      .constantFrom('equal', 'notEqual', 'lessThan', 'lessThanInclusive', 'greaterThan')
      .map((name) => `swap:${name}`),
    scalar,
  ),
  fc.tuple(
    plain.map((name) => `not:${name}`),
    scalar,
  ),
  fc.tuple(
    fc.tuple(fc.constantFrom('someValue', 'everyValue'), plain).map((names) => names.join(':')),
    scalars,
  ),
);

const comparisonOf = (operator: string, value: Json): Comparison => ({
  kind: 'compare',
  left: { fact: 'any', params: null, path: null },
  operator,
  right: { kind: 'value', value },
  at: '',
});

describe('the outcome of a comparison for all values of a fact', () => {
  it('is known only where every value comes out so', () => {
    const tally = { yes: 0, no: 0, unknown: 0 };
    fc.assert(
      fc.property(fc.constantFrom(...domains), comparisons, ({ values, all }, [operator, literal]) => {
        const outcome = constantOutcome(operator, literal, values);
        tally[outcome] += 1;
        if (outcome === 'unknown') return;
        const predicate = predicateOf(comparisonOf(operator, literal), literal);
        // Parsing refuses comparisons of other kinds of values, which the library has an outcome for.
        const ofOneKind = [literal].flat().every((each) => typeof each === typeof all[0]);
        expect(all.filter((value) => ofOneKind && predicate(value) !== outcome)).toEqual([]);
      }),
      { numRuns: 5_000 },
    );
    expect(Math.min(tally.yes, tally.no, tally.unknown)).toBeGreaterThan(100);
  });

  it.each<[string, Json, FactValues, string]>([
    ['greaterThan', 500, wholeNumbers(0, 128), 'no'],
    ['greaterThan', -5, wholeNumbers(0), 'yes'],
    ['greaterThan', 0, wholeNumbers(0), 'unknown'],
    ['greaterThanInclusive', 0, wholeNumbers(0), 'yes'],
    ['lessThan', 300, wholeNumbers(0, 100), 'yes'],
    ['lessThan', 0, wholeNumbers(0), 'no'],
    ['equal', 2.5, wholeNumbers(0), 'no'],
    ['contains', 'Chinese', scripts, 'no'],
    ['someFact:equal', 'Chinese', scripts, 'no'],
    ['someFact:startsWith', 'Cy', scripts, 'no'],
    ['everyFact:matches', '^[HL]', scripts, 'yes'],
    ['startsWith', 'And', lower, 'no'],
    ['containsText', 'long', short, 'no'],
    ['in', [], lower, 'no'],
    ['swap:contains', ['x'], scripts, 'no'],
    ['swap:startsWith', 'x', scripts, 'unknown'],
    ['swap:lessThan', 500, wholeNumbers(0, 128), 'no'],
    ['equal', '10.0.0.0/8', address, 'no'],
    ['startsWith', '10.0.', address, 'unknown'],
  ])('of %s %j', (operator, literal, values, outcome) => {
    expect(constantOutcome(operator, literal, values)).toBe(outcome);
  });

  it('tells values that a fact can have from others', () => {
    expect([isPossible('Han', scripts), isPossible('han', scripts)]).toEqual([true, false]);
    expect([isPossible(128, wholeNumbers(0, 128)), isPossible(129, wholeNumbers(0, 128))]).toEqual([
      true,
      false,
    ]);
  });
});
