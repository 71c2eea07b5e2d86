import { describe, expect, it } from '@jest/globals';
import { aRuleFile, aSource, type RuleFile } from '../../../test/support/rule-files.js';
import type { Json } from '../model/json.js';
import { runSync } from '../../runtime/cooperative-task.js';
import { checkRuleSetSource } from './check-rule-set-source.js';
import { innocentDenials } from './innocent-denials.js';

const remark = (operator: string, value: Json) => ({ fact: 'remark', operator, value });
const rate = {
  fact: 'rate',
  params: { of: 'agree', by: ['fromAccount'], within: '10m' },
  operator: 'greaterThan',
};
const examples = [{ it: 'x', expect: 'pass', given: [{ fact: 'remark', value: 'zzz' }] }];

function aRemarkRule(name: string, condition: Json, with_: Readonly<Record<string, Json>> = {}): RuleFile {
  return aRuleFile({ name, conditions: { all: [condition] }, examples, ...with_ });
}

function denialsOf(...rules: readonly RuleFile[]) {
  const checked = checkRuleSetSource(aSource(...rules));
  if ('problems' in checked) throw new Error(JSON.stringify(checked.problems));
  return runSync(innocentDenials(checked.ruleSet, ['hello', 'see you', 'mum']));
}

describe('a live rule that denies', () => {
  it('is listed with a text that it denies, and how many', () => {
    expect(denialsOf(aRemarkRule('letters', remark('matches', '[eh]')))).toEqual([
      { rule: 'letters', hits: 2, tried: 3, example: 'hello' },
    ]);
  });

  it('is listed without a text when it denies one without any', () => {
    const all = { all: [{ fact: 'batchSize', operator: 'lessThan', value: 5 }] };
    const given = [{ it: 'x', expect: 'pass', given: [{ fact: 'batchSize', value: 9 }] }];
    expect(denialsOf(aRuleFile({ name: 'small', conditions: all, examples: given }))).toEqual([
      { rule: 'small', hits: 3, tried: 3, example: null },
    ]);
  });

  it('is listed for tags as well', () => {
    const tag = aRemarkRule(
      'tags',
      { fact: 'tagName', operator: 'equal', value: 'mum' },
      {
        examples: [{ it: 'x', expect: 'pass', given: [] }],
      },
    );
    expect(denialsOf(tag)).toMatchObject([{ rule: 'tags', hits: 1, example: 'mum' }]);
  });

  it('is not listed when a counter has a part in it', () => {
    const both = { all: [remark('matches', '[a-z]'), { ...rate, value: 20 }] };
    const given = [
      { fact: 'remark', value: 'zzz' },
      { fact: 'rate', params: rate.params, value: 1 },
    ];
    const rule = aRuleFile({
      name: 'fast',
      conditions: both,
      examples: [{ it: 'x', expect: 'pass', given }],
    });
    expect(denialsOf(rule)).toEqual([]);
  });

  it('is not listed while it is in shadow, when it flags, or when nothing innocent matches', () => {
    const letters = remark('matches', '[eh]');
    expect(
      denialsOf(
        aRemarkRule('shadow', letters, { mode: 'shadow' }),
        aRemarkRule('flags', letters, { event: { type: 'flag' } }),
        aRemarkRule('casino', remark('containsText', 'casino')),
      ),
    ).toEqual([]);
  });
});
