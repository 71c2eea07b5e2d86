import { describe, expect, it } from '@jest/globals';
import { smallCatalogue } from '../../../test/support/conditions/small-facts.js';
import { runExamples, type ExampleResult } from './run-examples.js';
import { compileList } from '../lists/compile-list.js';
import type { Lists } from '../lists/list.js';
import { checkRule } from './rule.js';

const terms = {
  name: 'banned-terms',
  kind: 'terms',
  entries: [{ value: 'casino', reason: null, author: null, expiresAt: null }],
} as const;
const lists: Lists = new Map([[terms.name, compileList(terms)]]);
const codes = new Map([[38010, { code: 38010, meaning: 'x', text: { en: 'x', zh: 'x', ko: 'x' } }]]);
const rate = { fact: 'rate', params: { of: 'agree', within: '10m' } };
const fast = { all: [{ ...rate, operator: 'greaterThan', value: 20 }] };
const deny = { type: 'deny', params: { resultCode: 38010 } };

interface Written {
  readonly conditions: unknown;
  readonly event?: unknown;
  readonly expect: string;
  readonly given: readonly unknown[];
}

function run({ conditions, event = deny, expect: expected, given }: Written): ExampleResult {
  const json = {
    name: 'a-rule',
    description: 'x',
    conditions,
    event,
    mode: 'live',
    examples: [{ it: 'x', expect: expected, given }],
  };
  const kinds = new Map([[terms.name, terms.kind]]);
  const read = checkRule(json, { facts: smallCatalogue, lists: kinds, shared: new Map(), codes });
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  const [result] = runExamples(read.rule, read.conditions, { facts: smallCatalogue, lists });
  if (result === undefined) throw new Error('The rule has no example');
  return result;
}

describe("a rule's example", () => {
  it.each<[string, unknown, string, number, string]>([
    ['deny', deny, 'deny', 21, 'deny'],
    ['deny', deny, 'allow', 20, 'allow'],
    ['deny', deny, 'pass', 20, 'pass'],
    ['allow', { type: 'allow' }, 'allow', 21, 'allow'],
    ['allow', { type: 'allow' }, 'pass', 20, 'pass'],
    ['flag', { type: 'flag' }, 'flag', 21, 'flag'],
    ['flag', { type: 'flag' }, 'allow', 20, 'allow'],
    ['label', { type: 'label', params: { label: 'bot' } }, 'label', 21, 'label'],
  ])('of a %s rule passes: %j expects %s at %d', (_, event, expected, value, got) => {
    expect(run({ conditions: fast, event, expect: expected, given: [{ ...rate, value }] })).toMatchObject({
      got,
      passed: true,
    });
  });

  it('fails when the rule has another outcome', () => {
    const given = [{ ...rate, value: 20 }];
    expect(run({ conditions: fast, expect: 'deny', given })).toMatchObject({
      expected: 'deny',
      got: 'allow',
      passed: false,
      problems: [],
    });
    expect(run({ conditions: fast, event: { type: 'allow' }, expect: 'allow', given })).toMatchObject({
      got: 'pass',
      passed: false,
    });
  });

  it('takes a packet field that is not given for null', () => {
    const conditions = {
      all: [
        { fact: 'fromAccount', operator: 'equal', value: null },
        { fact: 'platform', operator: 'equal', value: null },
      ],
    };
    expect(run({ conditions, expect: 'deny', given: [] })).toMatchObject({ passed: true });
  });

  it('reads what follows from the fields that are given, with the real lists', () => {
    const conditions = {
      all: [{ fact: 'remarkTerms', params: { list: 'banned-terms' }, operator: 'contains', value: 'casino' }],
    };
    const given = [{ fact: 'remark', value: 'Best CASINO in town' }];
    expect(run({ conditions, expect: 'deny', given })).toMatchObject({ passed: true, problems: [] });
    expect(run({ conditions, expect: 'pass', given: [] })).toMatchObject({ passed: true });
  });

  it('prefers what is given to what follows', () => {
    const conditions = { all: [{ fact: 'remarkLength', operator: 'greaterThan', value: 10 }] };
    const given = [
      { fact: 'remark', value: 'short' },
      { fact: 'remarkLength', value: 90 },
    ];
    expect(run({ conditions, expect: 'deny', given })).toMatchObject({ passed: true });
  });

  it('fails, whatever it expects, when a comparison does', () => {
    const conditions = { all: [{ fact: 'remark', operator: 'in', value: { fact: 'remarkLinks' } }] };
    const given = [
      { fact: 'remark', value: 'x' },
      { fact: 'remarkLinks', value: null },
    ];
    expect(run({ conditions, expect: 'pass', given })).toMatchObject({ got: 'unknown', passed: false });
  });

  it.each<[string, unknown, readonly unknown[], string, string]>([
    [
      'a state fact that is not given',
      fast,
      [],
      '/examples/0/given',
      '"rate" with {"of":"agree","within":"10m"} is not given, and the rule reads it',
    ],
    [
      'a fact that does not exist',
      fast,
      [
        { ...rate, value: 1 },
        { fact: 'raet', value: 1 },
      ],
      '/examples/0/given/1/fact',
      'no fact is called "raet"',
    ],
    [
      'a fact that the rule does not read',
      fast,
      [
        { ...rate, value: 1 },
        { fact: 'remark', value: 'x' },
      ],
      '/examples/0/given/1',
      'the rule does not read "remark"',
    ],
    [
      'a value of another type',
      fast,
      [{ ...rate, value: '21' }],
      '/examples/0/given/0/value',
      '"rate" is a number, and this is a text',
    ],
    [
      'null for a fact that is never null',
      fast,
      [{ ...rate, value: null }],
      '/examples/0/given/0/value',
      '"rate" is a number, and this is null',
    ],
  ])('has a problem with %s', (_, conditions, given, at, message) => {
    expect(run({ conditions, expect: 'pass', given })).toMatchObject({
      passed: false,
      problems: [{ at, message }],
    });
  });

  it('names the parameters with which the rule reads a fact', () => {
    const given = [
      { ...rate, value: 1 },
      { fact: 'rate', params: { of: 'agree', within: '1h' }, value: 1 },
    ];
    expect(run({ conditions: fast, expect: 'pass', given })).toMatchObject({
      problems: [{ at: '/examples/0/given/1', hint: 'it reads "rate" with {"of":"agree","within":"10m"}' }],
    });
  });
});
