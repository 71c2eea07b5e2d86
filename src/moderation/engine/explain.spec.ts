import { describe, expect, it } from '@jest/globals';
import { aRuleFile, aSource } from '../../../test/support/rule-files.js';
import { checkRuleSetSource } from './check-rule-set-source.js';
import type { FactRef } from '../conditions/condition.js';
import type { Json } from '../model/json.js';
import { evaluatorOf } from '../conditions/evaluator.js';
import { explain } from './explain.js';
import { Unknown, type Reading } from '../model/reading.js';
import { reasonsIn } from '../rules/reasons.js';

const from = (operator: string, value: Json) => ({ fact: 'fromAccount', operator, value });
const size = (operator: string, value: Json) => ({ fact: 'batchSize', operator, value });

/** Why the only rule does what it does with an account and a size of batch. */
function explained(conditions: Json, account: Reading, batchSize: Reading) {
  const example = {
    it: 'is given',
    expect: 'pass',
    given: [{ fact: 'fromAccount', value: 'nobody at all' }],
  };
  const checked = checkRuleSetSource(aSource(aRuleFile({ conditions, examples: [example] })));
  if ('problems' in checked) throw new Error(JSON.stringify(checked.problems));
  const { ruleSet } = checked;
  const row = ruleSet.table.map(({ ref }) => (ref.fact === 'fromAccount' ? account : batchSize));
  const [first] = explain(ruleSet, row);
  if (first === undefined) throw new Error('no rule');
  const read = ({ fact }: FactRef) => (fact === 'fromAccount' ? account : batchSize);
  const slotOf = ({ fact }: FactRef) => ruleSet.table.findIndex(({ ref }) => ref.fact === fact);
  const evaluated = evaluatorOf(first.rule.conditions, slotOf)(row);
  return { ...first, reasons: reasonsIn(first.conditions, read), evaluated };
}

const banned = from('equal', 'banned');
const large = size('greaterThan', 5);

describe('an explanation', () => {
  it.each<[string, Json, Reading, Reading, string, readonly string[]]>([
    ['all that match', { all: [banned, large] }, 'banned', 7, 'yes', ['banned', '7']],
    ['the one of all that does not', { all: [banned, large] }, 'banned', 3, 'no', ['3']],
    ['the one of any that does', { any: [banned, large] }, 'other', 7, 'yes', ['7']],
    ['all of any that do not', { any: [banned, large] }, 'other', 3, 'no', ['other', '3']],
    ['what is turned round', { all: [banned, { not: large }] }, 'banned', 3, 'yes', ['banned', '3']],
  ])('names %s', (_, conditions, account, batch, truth, readings) => {
    const { reasons, ...rest } = explained(conditions, account, batch);
    expect(rest).toMatchObject({ truth, evaluated: truth });
    expect(reasons.map((reason) => reason.replace(/.*: it is /, '').replaceAll('"', ''))).toEqual(readings);
  });

  it('names what is unknown, and why', () => {
    const { truth, evaluated, reasons } = explained(
      { all: [banned, large] },
      'banned',
      Unknown.because('late'),
    );
    expect([truth, evaluated]).toEqual(['unknown', 'unknown']);
    expect(reasons).toEqual(['batchSize greaterThan 5 is unknown: it is unknown (late)']);
  });

  it('has the place of each condition in the file', () => {
    const { conditions } = explained({ all: [banned, { not: large }] }, 'banned', 3);
    expect(conditions).toMatchObject({
      condition: { kind: 'all', at: '/conditions' },
      parts: [
        { condition: { kind: 'compare', at: '/conditions/all/0' }, truth: 'yes', parts: [] },
        { condition: { kind: 'not', at: '/conditions/all/1' }, truth: 'yes', parts: [{ truth: 'no' }] },
      ],
    });
  });
});
