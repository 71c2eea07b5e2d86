import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { Unknown, type Reading, type Truth } from '../model/reading.js';
import type { Comparand, Condition, FactRef } from './condition.js';
import { evaluatorOf, readingKeyOf, refsOf } from './evaluator.js';

const unknown = Unknown.because('late');

function ref(fact: string, path: string | null = null): FactRef {
  return { fact, params: null, path };
}

function compare(left: FactRef, operator: string, right: Comparand): Condition {
  return { kind: 'compare', left, operator, right, at: '' };
}

/** Matches when the slot of this number reads `true`. */
function slot(number: number): Condition {
  return compare(ref(String(number)), 'equal', { kind: 'value', value: true });
}

function truthOf(condition: Condition, ...row: readonly Reading[]): Truth {
  return evaluatorOf(condition, ({ fact }) => Number(fact))(row);
}

/** Kleene's logic over 0 (no), ½ (unknown) and 1 (yes): the lesser, the greater, what is left to 1. */
function kleene(condition: Condition, row: readonly Reading[]): number {
  switch (condition.kind) {
    case 'all':
      return Math.min(1, ...condition.of.map((each) => kleene(each, row)));
    case 'any':
      return Math.max(0, ...condition.of.map((each) => kleene(each, row)));
    case 'not':
      return 1 - kleene(condition.of, row);
    case 'compare': {
      const reading = row[Number(condition.left.fact)];
      return reading instanceof Unknown ? 0.5 : Number(reading === true);
    }
  }
}

const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.nat({ max: 3 }).map(slot),
    fc.array(tie('tree'), { maxLength: 3 }).map((of): Condition => ({ kind: 'all', of, at: '' })),
    fc.array(tie('tree'), { maxLength: 3 }).map((of): Condition => ({ kind: 'any', of, at: '' })),
    tie('tree').map((of): Condition => ({ kind: 'not', of, at: '' })),
  ),
}));
const row = fc.array(fc.constantFrom<Reading>(true, false, unknown), { minLength: 4, maxLength: 4 });

describe('evaluating conditions', () => {
  it('follows Kleene, whatever is unknown', () => {
    fc.assert(
      fc.property(tree, row, (condition, readings) => {
        const names = { 0: 'no', 0.5: 'unknown', 1: 'yes' };
        expect(truthOf(condition, ...readings)).toBe(
          Object.entries(names).find(([value]) => Number(value) === kleene(condition, readings))?.[1],
        );
      }),
      { numRuns: 2_000 },
    );
  });

  it('never contradicts itself when what was unknown becomes known', () => {
    fc.assert(
      fc.property(tree, row, row, (condition, readings, later) => {
        const known = readings.map((each, index) => (each === unknown ? (later[index] ?? each) : each));
        const before = truthOf(condition, ...readings);
        expect(before === 'unknown' ? before : truthOf(condition, ...known)).toBe(before);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    'equal',
    'notEqual',
    'not:equal',
    'not:in',
    'everyFact:equal',
    'not:someFact:equal',
    'swap:in',
    'matches',
  ])('calls no operator on unknown: %s', (operator) => {
    expect(truthOf(compare(ref('0'), operator, { kind: 'value', value: 'x' }), unknown)).toBe('unknown');
    expect(truthOf(compare(ref('0', '$.a'), operator, { kind: 'fact', ref: ref('1') }), unknown, 'x')).toBe(
      'unknown',
    );
    expect(truthOf(compare(ref('0'), operator, { kind: 'fact', ref: ref('1', '$[0]') }), 'x', unknown)).toBe(
      'unknown',
    );
  });

  it('takes a comparison that throws for unknown, also under not:', () => {
    expect(truthOf(compare(ref('0'), 'in', { kind: 'fact', ref: ref('1') }), 'x', null)).toBe('unknown');
    expect(truthOf(compare(ref('0'), 'not:in', { kind: 'fact', ref: ref('1') }), 'x', null)).toBe('unknown');
  });

  it('takes null for a value that is known', () => {
    expect(truthOf(compare(ref('0'), 'equal', { kind: 'value', value: null }), null)).toBe('yes');
    expect(truthOf(compare(ref('0'), 'notIn', { kind: 'value', value: ['x'] }), null)).toBe('yes');
    expect(truthOf(compare(ref('0'), 'lessThan', { kind: 'value', value: 5 }), null)).toBe('no');
  });

  it.each<[string, string, Reading, Truth]>([
    ['startsWith', 'wx', 'wx12', 'yes'],
    ['endsWith', '12', 'wx12', 'yes'],
    ['containsText', 'X1', 'wx12', 'no'],
    ['containsText', 'x1', null, 'no'],
    ['matches', '[0-9]{2}$', 'wx12', 'yes'],
    ['not:matches', '(?i)^WX', 'wx12', 'no'],
    ['someFact:matches', '^b', ['ab', 'ba'], 'yes'],
    ['everyFact:startsWith', 'b', [], 'yes'],
    ['swap:startsWith', 'wx12', 'wx', 'yes'],
  ])('%s %j on %j', (operator, value, reading, truth) => {
    expect(truthOf(compare(ref('0'), operator, { kind: 'value', value }), reading)).toBe(truth);
  });

  it('finds any of several patterns', () => {
    const patterns = compare(ref('0'), 'someValue:matches', { kind: 'value', value: ['^wx', '[0-9]{5}'] });
    expect([truthOf(patterns, '+12345'), truthOf(patterns, 'hello')]).toEqual(['yes', 'no']);
  });

  it('takes patterns that are hard on other engines in its stride', () => {
    const hard = compare(ref('0'), 'matches', { kind: 'value', value: '^(a+)+$' });
    expect(truthOf(hard, `${'a'.repeat(127)}!`)).toBe('no');
  });

  it('refuses to make ready what parsing would have refused', () => {
    expect(() => truthOf(compare(ref('0'), 'like', { kind: 'value', value: 1 }))).toThrow(
      'No operator is called "like"',
    );
    expect(() => truthOf(compare(ref('0', '$..a'), 'equal', { kind: 'value', value: 1 }))).toThrow(
      'not a path',
    );
  });
});

describe('the readings that conditions need', () => {
  it('are named once each, whatever their path and the order of their parameters', () => {
    const one = { fact: 'rate', params: { of: 'agree', by: ['a', 'b'] }, path: null };
    const same = { fact: 'rate', params: { by: ['a', 'b'], of: 'agree' }, path: '$.x' };
    const other = { fact: 'rate', params: { of: 'agree', by: ['b', 'a'] }, path: null };
    const of = [
      compare(one, 'equal', { kind: 'fact', ref: same }),
      { kind: 'not', of: compare(other, 'equal', { kind: 'value', value: 1 }), at: '' } as const,
    ];
    expect(refsOf({ kind: 'any', of, at: '' })).toEqual([one, other]);
  });

  it('have the same key with no parameters as with none given', () => {
    expect(readingKeyOf({ fact: 'remark', params: {} })).toBe(readingKeyOf({ fact: 'remark', params: null }));
  });
});
