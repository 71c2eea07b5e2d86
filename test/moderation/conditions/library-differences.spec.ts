import { describe, expect, it } from '@jest/globals';
import { Engine, type TopLevelCondition } from 'json-rules-engine';
import type { Condition } from '../../../src/moderation/conditions/condition.js';
import { evaluatorOf } from '../../../src/moderation/conditions/evaluator.js';
import { parseConditions } from '../../../src/moderation/conditions/parse-conditions.js';
import { Unknown, type Reading, type Truth } from '../../../src/moderation/model/reading.js';
import { smallCatalogue } from '../../support/conditions/small-facts.js';

/** Whether the library matches; rejects as the library does. */
async function libraryMatches(
  conditions: TopLevelCondition,
  facts: Record<string, unknown>,
): Promise<boolean> {
  const engine = new Engine([{ conditions, event: { type: 'matched' } }]);
  const { events } = await engine.run(facts);
  return events.length > 0;
}

function refusal(conditions: unknown): string {
  const parsed = parseConditions(conditions, { facts: smallCatalogue, lists: new Map(), shared: new Map() });
  return 'problems' in parsed ? parsed.problems.map(({ message }) => message).join('; ') : 'none';
}

function truthOf(condition: Condition, row: readonly Reading[]): Truth {
  return evaluatorOf(condition, ({ fact }) => Number(fact))(row);
}

function slot(fact: string, operator: string, value: string, path: string | null = null): Condition {
  return {
    kind: 'compare',
    left: { fact, params: null, path },
    operator,
    right: { kind: 'value', value },
    at: '',
  };
}

/** The table of docs/decisions/0010, one test a line. */
describe('friendgate differs from the library on purpose', () => {
  it('refuses empty branches: to the library, none of nothing is a match', async () => {
    expect(await libraryMatches({ any: [] }, {})).toBe(true);
    expect(refusal({ any: [] })).toBe('"any" is empty');
    expect(refusal({ all: [] })).toBe('"all" is empty');
  });

  it('judges around what is unknown: to the library, one fact that fails fails them all', async () => {
    const conditions = {
      any: [
        { fact: 'a', operator: 'equal', value: 'x' },
        { fact: 'b', operator: 'equal', value: 'x' },
      ],
    };
    const failing = () => Promise.reject(new Error('the store is away'));
    await expect(libraryMatches(conditions, { a: 'x', b: failing })).rejects.toThrow('the store is away');
    const any: Condition = { kind: 'any', of: [slot('0', 'equal', 'x'), slot('1', 'equal', 'x')], at: '' };
    expect(truthOf(any, ['x', Unknown.because('state')])).toBe('yes');
    expect(truthOf(any, ['y', Unknown.because('state')])).toBe('unknown');
  });

  it('takes a comparison that throws for unknown: to the library, it fails all rules', async () => {
    const conditions = { all: [{ fact: 'a', operator: 'in', value: { fact: 'b' } }] };
    await expect(libraryMatches(conditions, { a: 'x', b: null })).rejects.toThrow('null');
    const parsed = parseConditions(
      { all: [{ fact: 'remark', operator: 'in', value: { fact: 'remarkLinks' } }] },
      { facts: smallCatalogue, lists: new Map(), shared: new Map() },
    );
    const row = (ref: { fact: string }) => (ref.fact === 'remark' ? 0 : 1);
    expect('conditions' in parsed && evaluatorOf(parsed.conditions, row)(['x', null])).toBe('unknown');
  });

  it('follows properties and indexes only: the library runs filters and scripts', async () => {
    const links = [{ host: 'a' }, { host: 'b' }];
    for (const path of [
      '$[?(@.host === "b")].host',
      '$[(@.length - 1)].host',
      '$..host',
      '$[*].host',
      '$[1:2].host',
    ]) {
      const value = path.includes('(@.length') ? 'b' : ['b'];
      const conditions = { all: [{ fact: 'remarkLinks', path, operator: 'notEqual', value }] };
      expect(await libraryMatches(conditions, { remarkLinks: links })).toEqual(expect.any(Boolean));
      expect(refusal(conditions)).toContain('is not a path of properties and indexes');
    }
  });

  it('takes a quoted name as it stands, where the library looks for wildcards and unions in it', async () => {
    const value = { '*': 'x', other: 'y' };
    const conditions = { all: [{ fact: 'a', path: "$['*']", operator: 'equal', value: 'x' }] };
    expect(await libraryMatches(conditions, { a: value })).toBe(false);
    expect(truthOf(slot('0', 'equal', 'x', "$['*']"), [value])).toBe('yes');
  });

  it('takes a quoted dollar for a property, where the library takes it for the root', async () => {
    const value = { $: 'x' };
    const conditions = { all: [{ fact: 'a', path: "$['$']", operator: 'equal', value: 'x' }] };
    expect(await libraryMatches(conditions, { a: value })).toBe(false);
    expect(truthOf(slot('0', 'equal', 'x', "$['$']"), [value])).toBe('yes');
  });

  it('takes a dot before an index for nothing, where the library also looks deeper', async () => {
    const asked = { fact: 'a', path: '$.[0]', value: 'y' };
    expect(await libraryMatches({ all: [{ ...asked, operator: 'equal' }] }, { a: ['y'] })).toBe(true);
    expect(truthOf(slot('0', 'equal', 'y', '$.[0]'), [['y']])).toBe('yes');
    expect(await libraryMatches({ all: [{ ...asked, operator: 'contains' }] }, { a: { b: ['y'] } })).toBe(
      true,
    );
    expect(truthOf(slot('0', 'contains', 'y', '$.[0]'), [{ b: ['y'] }])).toBe('no');
  });

  it('takes a dot before a quoted name for nothing, where the library also looks deeper', async () => {
    const asked = { fact: 'a', path: "$.['x']", value: 'y' };
    expect(await libraryMatches({ all: [{ ...asked, operator: 'equal' }] }, { a: { x: 'y' } })).toBe(true);
    expect(truthOf(slot('0', 'equal', 'y', "$.['x']"), [{ x: 'y' }])).toBe('yes');
    const deeper = { b: { x: 'y' } };
    expect(await libraryMatches({ all: [{ ...asked, operator: 'contains' }] }, { a: deeper })).toBe(true);
    expect(truthOf(slot('0', 'contains', 'y', "$.['x']"), [deeper])).toBe('no');
  });

  it('refuses comparisons that cannot be meant: the library compares anything with anything', async () => {
    const conditions = { all: [{ fact: 'remark', operator: 'in', value: 'spam' }] };
    expect(await libraryMatches(conditions, { remark: 'pam' })).toBe(true);
    expect(refusal(conditions)).toContain('compares with a list of texts');
    const number = { all: [{ fact: 'remark', operator: 'greaterThan', value: 3 }] };
    expect(await libraryMatches(number, { remark: '4 you' })).toBe(false);
    expect(refusal(number)).toContain('does not go with "remark"');
  });

  it('refuses two branches in one condition: the library takes the first and forgets the other', async () => {
    const both = {
      any: [{ fact: 'remark', operator: 'equal', value: 'x' }],
      all: [{ fact: 'remark', operator: 'equal', value: 'y' }],
    };
    expect(await libraryMatches(both, { remark: 'x' })).toBe(true);
    expect(refusal(both)).toContain('cannot stand in one condition');
  });
});
