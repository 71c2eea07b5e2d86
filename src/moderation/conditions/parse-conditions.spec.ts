import { describe, expect, it } from '@jest/globals';
import { smallCatalogue } from '../../../test/support/conditions/small-facts.js';
import type { ConditionContext } from './condition-context.js';
import { parseConditions } from './parse-conditions.js';

const context: ConditionContext = {
  facts: smallCatalogue,
  lists: new Map([
    ['banned-terms', 'terms'],
    ['trusted', 'accounts'],
  ]),
  shared: new Map<string, unknown>([
    ['agreement', { all: [{ fact: 'remark', operator: 'equal', value: null }] }],
    ['round', { any: [{ condition: 'about' }] }],
    ['about', { not: { condition: 'round' } }],
    ['broken', { all: [{ fact: 'remrak', operator: 'equal', value: 'x' }] }],
  ]),
};

const rate = { fact: 'rate', params: { of: 'agree', within: '10m' } };

/** The problems of one condition within `all`, each as one line. */
function problemsOf(condition: unknown): readonly string[] {
  return linesOf({ all: [condition] });
}

function linesOf(conditions: unknown): readonly string[] {
  const parsed = parseConditions(conditions, context);
  const problems = 'conditions' in parsed ? parsed.findings : parsed.problems;
  return problems.map(
    ({ at, message, hint }) => `${at}: ${message}${hint === undefined ? '' : ` (${hint})`}`,
  );
}

describe('parsing conditions', () => {
  it('makes a tree of branches and comparisons, each knowing where it stands', () => {
    const over = { ...rate, operator: 'greaterThan', value: 20, priority: 2, name: 'fast' };
    expect(parseConditions({ any: [over, { not: { condition: 'agreement' } }] }, context)).toEqual({
      conditions: {
        kind: 'any',
        at: '/conditions',
        of: [
          {
            kind: 'compare',
            left: { ...rate, path: null },
            operator: 'greaterThan',
            right: { kind: 'value', value: 20 },
            at: '/conditions/any/0',
          },
          {
            kind: 'not',
            at: '/conditions/any/1',
            of: {
              kind: 'all',
              at: '/conditions/any/1/not',
              of: [
                {
                  kind: 'compare',
                  left: { fact: 'remark', params: null, path: null },
                  operator: 'equal',
                  right: { kind: 'value', value: null },
                  at: '/conditions/any/1/not',
                },
              ],
            },
          },
        ],
      },
      findings: [],
    });
  });

  it.each([
    { fact: 'remark', operator: 'equal', value: null },
    { fact: 'remark', operator: 'not:in', value: ['a', null] },
    { fact: 'remark', operator: 'someValue:containsText', value: ['a', 'b'] },
    { fact: 'remark', operator: 'equal', value: { fact: 'fromAccount' } },
    { fact: 'remark', operator: 'in', value: { fact: 'labels' } },
    { fact: 'remark', operator: 'matches', value: '(?i)wx[0-9]+' },
    { fact: 'remark', operator: 'swap:startsWith', value: 'a' },
    { fact: 'remarkLinks', operator: 'contains', value: 'a' },
    { fact: 'remarkLinks', operator: 'someFact:not:matches', value: '^a' },
    { fact: 'remarkLinks', operator: 'equal', value: 'a', path: '$[0]' },
    { fact: 'remarkLinks', operator: 'greaterThan', value: 2, path: '$.length' },
    { fact: 'requesterDiffers', operator: 'equal', value: true },
    {
      fact: 'remarkTerms',
      params: { list: 'banned-terms' },
      operator: 'greaterThan',
      value: 0,
      path: '$.length',
    },
    { ...rate, operator: 'in', value: [1, 2, 10_000] },
  ])('accepts $operator on $fact', (condition) => {
    expect(problemsOf(condition)).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    [
      'a fact that does not exist',
      { fact: 'remarkLenght', operator: 'equal', value: 3 },
      '/conditions/all/0/fact: no fact is called "remarkLenght" (did you mean "remarkLength"?)',
    ],
    [
      'an operator that does not exist',
      { fact: 'remark', operator: 'equals', value: 'x' },
      '/conditions/all/0/operator: no operator is called "equals" (did you mean "equal"?)',
    ],
    [
      'a decorator that does not exist',
      { fact: 'remarkLinks', operator: 'soneFact:equal', value: 'x' },
      '/conditions/all/0/operator: no decorator is called "soneFact" (did you mean "someFact"?)',
    ],
    [
      'an operator that does not go with the fact',
      { fact: 'requesterDiffers', operator: 'greaterThan', value: 1 },
      '/conditions/all/0/operator: "greaterThan" does not go with "requesterDiffers", which is a boolean (these do: equal, notEqual)',
    ],
    [
      'an operator of lists on a text',
      { fact: 'remark', operator: 'contains', value: 'x' },
      '/conditions/all/0/operator: "contains" does not go with "remark", which is a text (write "containsText"; these do: equal, notEqual, in, notIn, startsWith, endsWith, containsText, matches)',
    ],
    [
      'a length that a list never has',
      { fact: 'remarkLinks', path: '$.length', operator: 'lessThan', value: 0 },
      '/conditions/all/0/value: this never holds: the length of "remarkLinks" is a whole number, 0 or more (mend the value, or leave the condition out)',
    ],
    [
      'an empty text as an element of a list',
      { fact: 'remarkLinks', operator: 'contains', value: '' },
      '/conditions/all/0/value: "remarkLinks" never has an empty text (leave it out)',
    ],
    [
      'a word for an operator',
      { fact: 'remarkLength', operator: 'at least', value: 3 },
      '/conditions/all/0/operator: no operator is called "at least" (write "greaterThanInclusive")',
    ],
    [
      'a pattern as the left side',
      { fact: 'remark', operator: 'swap:matches', value: 'x' },
      '/conditions/all/0/operator: "swap:matches" does not go with "remark", which is a text (these do: equal, notEqual, in, notIn, startsWith, endsWith, containsText, matches)',
    ],
    [
      'a number that JSON can say and nobody can compare',
      { ...rate, operator: 'greaterThan', value: Infinity },
      '/conditions/all/0/value: "greaterThan" on "rate" compares with a number, and this is a number that is too large',
    ],
    [
      'a number in quotes',
      { ...rate, operator: 'greaterThan', value: '20' },
      '/conditions/all/0/value: "greaterThan" on "rate" compares with a number, and this is a text (write 20, without quotes)',
    ],
    [
      'a value where a list is wanted',
      { fact: 'remark', operator: 'in', value: 'spam' },
      '/conditions/all/0/value: "in" on "remark" compares with a list of texts, and this is a text (put it into [ … ])',
    ],
    [
      'a list with elements of another kind',
      { fact: 'remark', operator: 'in', value: ['a', 1] },
      '/conditions/all/0/value: "in" on "remark" compares with a list of texts, and its elements are of another kind',
    ],
    [
      'a threshold that no counter reaches',
      { ...rate, operator: 'greaterThan', value: 10_001 },
      '/conditions/all/0/value: "rate" counts to 10,000, and this is 10001 (choose a shorter window)',
    ],
    [
      'a rate compared with a fact',
      { ...rate, operator: 'greaterThan', value: { fact: 'remarkLength' } },
      '/conditions/all/0/value: "rate" cannot be compared with another fact (compare it with a number: its reading stops at the largest one)',
    ],
    [
      'a fact compared with a rate',
      { fact: 'remarkLength', operator: 'greaterThan', value: rate },
      '/conditions/all/0/value: "rate" cannot be compared with another fact (compare it with a number: its reading stops at the largest one)',
    ],
    [
      'facts of different types',
      { fact: 'remark', operator: 'equal', value: { fact: 'remarkLength' } },
      '/conditions/all/0/value: a text is wanted here, and "remarkLength" is a number',
    ],
    [
      'a pattern that is read from a fact',
      { fact: 'remark', operator: 'matches', value: { fact: 'fromAccount' } },
      '/conditions/all/0/value: a pattern is wanted here, and "fromAccount" is a text',
    ],
    [
      'a parameter that does not exist',
      { ...rate, params: { ...rate.params, whithin: '1h' }, operator: 'equal', value: 1 },
      '/conditions/all/0/params/whithin: nothing here is called "whithin" (did you mean "within"?)',
    ],
    [
      'a parameter that is missing',
      { fact: 'rate', params: { of: 'agree' }, operator: 'equal', value: 1 },
      '/conditions/all/0/params/within: "within" is missing',
    ],
    [
      'a parameter of another value',
      { fact: 'rate', params: { of: 'agre', within: '1h' }, operator: 'equal', value: 1 },
      '/conditions/all/0/params/of: "agree" or "reject" is wanted, and this is "agre" (did you mean "agree"?)',
    ],
    [
      'a list that does not exist',
      { fact: 'remarkTerms', params: { list: 'baned-terms' }, operator: 'contains', value: 'x' },
      '/conditions/all/0/params: no list is called "baned-terms" (did you mean "banned-terms"?)',
    ],
    [
      'a list of another kind',
      { fact: 'remarkTerms', params: { list: 'trusted' }, operator: 'contains', value: 'x' },
      '/conditions/all/0/params: "trusted" is a list of accounts, and "remarkTerms" wants one of terms',
    ],
    [
      'a path with a wildcard',
      { fact: 'remarkLinks', path: '$[*]', operator: 'equal', value: 'x' },
      '/conditions/all/0/path: "$[*]" is not a path of properties and indexes (write something like $.name, $[0] or $[\'a name\']; filters, wildcards, scripts and ".." are not supported)',
    ],
    [
      'a path that leads nowhere',
      { fact: 'remarkLinks', path: '$.host', operator: 'contains', value: 'x' },
      '/conditions/all/0/path: "remarkLinks" is a list of texts, and $.host leads nowhere in it',
    ],
    [
      'a shared condition that does not exist',
      { condition: 'agreemnt' },
      '/conditions/all/0/condition: no shared condition is called "agreemnt" (did you mean "agreement"?)',
    ],
    [
      'shared conditions in a circle',
      { condition: 'round' },
      '/conditions/all/0/condition: in the shared condition "round" at /conditions/any/0/condition: in the shared condition "about" at /conditions/not/condition: shared conditions refer to each other in a circle: round → about → round',
    ],
    [
      'what is wrong inside a shared condition',
      { condition: 'broken' },
      '/conditions/all/0/condition: in the shared condition "broken" at /conditions/all/0/fact: no fact is called "remrak" (did you mean "remark"?)',
    ],
    [
      'an empty branch',
      { any: [] },
      '/conditions/all/0/any: "any" is empty (write conditions into it, or leave it out)',
    ],
    [
      'two branches in one',
      { all: [], any: [] },
      '/conditions/all/0: "all" and "any" cannot stand in one condition (put one inside the other, or side by side in "all")',
    ],
    [
      'a list in a not',
      { not: [] },
      '/conditions/all/0/not: "not" holds one condition, not a list (write "not": { "any": [ … ] })',
    ],
    [
      'a key that does not exist',
      { fact: 'remark', operater: 'equal', operator: 'equal', value: 'x' },
      '/conditions/all/0/operater: a condition has nothing that is called "operater" (did you mean "operator"?)',
    ],
    [
      'a comparison without a value',
      { fact: 'remark', operator: 'equal' },
      '/conditions/all/0: the condition has no "value"',
    ],
    ['what is no condition', 7, '/conditions/all/0: a condition is an object, and this is a number'],
    [
      'a priority that is none',
      { fact: 'remark', operator: 'equal', value: 'x', priority: 0 },
      '/conditions/all/0/priority: a priority is a whole number above 0',
    ],
  ])('refuses %s', (_, condition, line) => {
    expect(problemsOf(condition)).toEqual([line]);
  });

  it.each<[string, string, string]>([
    [
      'costs too much',
      '(?:[a-z]{1,30}){1,30}[0-9]',
      'the pattern costs too much: its size is 1802, and 300 is allowed',
    ],
    ['is too long', 'a'.repeat(1_001), 'the pattern is 1001 characters long; 1000 are allowed'],
    ['is none', '(', 'the pattern is not one: error parsing regexp: missing closing ): `(`'],
    [
      'looks around',
      '(?=a)',
      'the pattern is not one: error parsing regexp: invalid or unsupported Perl syntax: `(?=`',
    ],
  ])('refuses a pattern that %s', (_, value, message) => {
    const parsed = parseConditions(
      { all: [{ fact: 'remark', operator: 'someValue:matches', value: ['a', value] }] },
      context,
    );
    expect(parsed).toMatchObject({ problems: [{ at: '/conditions/all/0/value/1', message }] });
  });

  it('names all problems at once', () => {
    expect(
      problemsOf({
        any: [{ fact: 'remrak', operator: 'is', value: 1, path: '..' }, { not: 7 }, { all: [] }],
      }),
    ).toHaveLength(4);
  });

  it('wants a branch at the root, as the library does', () => {
    expect(linesOf({ fact: 'remark', operator: 'equal', value: 'x' })).toEqual([
      '/conditions: conditions begin with "all", "any", "not" or "condition" (put it into "all": [ … ])',
    ]);
  });

  it('refuses conditions that are nested too deep, or too many, without going through them all', () => {
    let deep: unknown = { fact: 'remark', operator: 'equal', value: 'x' };
    for (let depth = 0; depth < 5_000; depth += 1) deep = { not: deep };
    expect(linesOf(deep)).toEqual([expect.stringContaining('conditions are nested more than 20 deep')]);
    const many = Array.from({ length: 2_000 }, () => ({ condition: 'agreement' }));
    expect(linesOf({ all: many })).toEqual([
      expect.stringContaining('a rule holds 1,000 conditions at most'),
    ]);
  });
});
