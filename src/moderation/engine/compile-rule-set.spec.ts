import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import canonicalize from 'canonicalize';
import { aRuleFile, aSource, type RuleFile } from '../../../test/support/rule-files.js';
import { checkRuleSetSource } from './check-rule-set-source.js';
import type { Json } from '../model/json.js';
import type { RuleSet } from './rule-set.js';

function ruleSetOf(...rules: readonly RuleFile[]): RuleSet {
  const checked = checkRuleSetSource(aSource(...rules));
  if ('problems' in checked) throw new Error(JSON.stringify(checked.problems));
  return checked.ruleSet;
}

const rateOver = (value: number, of = 'agree') => ({
  all: [{ fact: 'rate', params: { of, by: ['fromAccount'], within: '10m' }, operator: 'greaterThan', value }],
});
const examplesOf = (rate: number) => [
  {
    it: 'is quiet at nothing',
    expect: 'pass',
    given: [{ fact: 'rate', params: { of: 'agree', by: ['fromAccount'], within: '10m' }, value: rate }],
  },
];

describe('the order of deciding', () => {
  it('is priority, then deny before allow, then name; those that are not terminal come last', () => {
    const { rules } = ruleSetOf(
      aRuleFile({ name: 'b-deny' }),
      aRuleFile({ name: 'a-allow', event: { type: 'allow' } }),
      aRuleFile({ name: 'flag-first', priority: 99, event: { type: 'flag' } }),
      aRuleFile({ name: 'a-deny' }),
      aRuleFile({ name: 'z-first', priority: 10 }),
    );
    expect(rules.map(({ name }) => name)).toEqual(['z-first', 'a-deny', 'b-deny', 'a-allow', 'flag-first']);
  });

  it('leaves out rules that are off', () => {
    expect(ruleSetOf(aRuleFile({ mode: 'off' })).rules).toEqual([]);
  });
});

describe('the reading table', () => {
  it('holds a fact with the same parameters once, whatever rule asks for it', () => {
    const { table } = ruleSetOf(aRuleFile({ name: 'one' }), aRuleFile({ name: 'two' }));
    expect(table.map(({ ref }) => ref.fact)).toEqual(['fromAccount']);
  });

  it('keeps one counter for all thresholds, which reads up to one above the largest', () => {
    const { rates, table } = ruleSetOf(
      aRuleFile({ name: 'low', conditions: rateOver(5), examples: examplesOf(5) }),
      aRuleFile({ name: 'high', conditions: rateOver(20), examples: examplesOf(5) }),
    );
    expect(rates).toEqual([
      { of: 'agree', by: ['fromAccount'], distinct: null, withinMs: 600_000, saturateAt: 21 },
    ]);
    expect(table.map(({ question }) => question)).toEqual([{ kind: 'rate', rate: 0 }]);
  });
});

describe('the hash of a rule set', () => {
  it('is that of the canonical JSON of its content', () => {
    const { content, hash } = ruleSetOf(
      aRuleFile({ name: 'two', description: 'ä \u20ac "quoted"' }),
      aRuleFile({ name: 'one', priority: 1e3 }),
    );
    expect(hash).toBe(
      createHash('sha256')
        .update(canonicalize(content) ?? '')
        .digest('hex'),
    );
  });

  it('is the same for the same content, in whatever order its keys and files come', () => {
    const one = aRuleFile({ name: 'one' });
    const two = aRuleFile({ name: 'two' });
    const reversed = { ...Object.fromEntries(Object.entries(two).toReversed()), name: 'two' };
    expect(ruleSetOf(one, two).hash).toBe(ruleSetOf(reversed, one).hash);
  });

  it('changes with a rule', () => {
    expect(ruleSetOf(aRuleFile()).hash).not.toBe(ruleSetOf(aRuleFile({ priority: 2 })).hash);
  });
});

describe('a list that stays the same', () => {
  it('is not compiled again for the next rule set', () => {
    const list = { name: 'bad', kind: 'terms', entries: [] } as const;
    const lists = new Map([['bad', list]]);
    const [one, other] = [1, 2].map((priority) =>
      checkRuleSetSource({ ...aSource(aRuleFile({ priority })), lists }),
    );
    if (one === undefined || other === undefined || 'problems' in one || 'problems' in other)
      throw new Error();
    expect(other.ruleSet.lists.get('bad')).toBe(one.ruleSet.lists.get('bad'));
  });
});

describe('an unsound source', () => {
  it('is refused with the problems of all its files', () => {
    const broken = aRuleFile({ name: 'Broken', event: { type: 'deny', params: { resultCode: 38999 } } });
    const failing = aRuleFile({
      name: 'failing',
      examples: [{ it: 'is never right', expect: 'deny', given: [] }],
    });
    const checked = checkRuleSetSource(aSource(broken, failing));
    expect('problems' in checked && checked.problems.map(({ file, at }) => `${file} ${at}`)).toEqual(
      expect.arrayContaining(['Broken.json /name', 'failing.json /examples/0']),
    );
  });

  it.each(['settings.json', 'result-codes.json', 'conditions/deep.json'])(
    'is refused when %s is too deep to be read',
    (file) => {
      const deep: Json = JSON.parse(`{"language":${'['.repeat(20_000)}${']'.repeat(20_000)}}`);
      const source = aSource(aRuleFile());
      const checked = checkRuleSetSource({
        ...source,
        documents: new Map([...source.documents, [file, deep]]),
      });
      const message = 'values are nested more than 100 deep';
      expect('problems' in checked && checked.problems).toContainEqual({ file, at: '', message });
    },
  );
});
