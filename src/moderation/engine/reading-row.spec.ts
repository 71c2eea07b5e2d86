import { describe, expect, it } from '@jest/globals';
import { aBrokenItem, aCallback, aResponse, aRuleSet } from '../../../test/support/moderation/builders.js';
import { catalogue } from '../facts/catalogue.js';
import { Unknown } from '../model/reading.js';
import { gatheringOf, readingRowOf } from './reading-row.js';
import type { ReadingSlot } from './rule-set.js';

function aSlot(fact: string, params: object = {}): ReadingSlot {
  const found = catalogue.get(fact);
  if (found === undefined) throw new Error(`no fact is called ${fact}`);
  const question = found.source.kind === 'state' ? found.source.question(params) : null;
  return { ref: { fact, params: null, path: null }, fact: found, params, question, isCommon: false };
}

const table = [
  aSlot('toAccount'),
  aSlot('sinceUnblockMs'),
  aSlot('reputation', { of: 'to' }),
  aSlot('remark'),
];
const ruleSet = aRuleSet({ table });

describe('a row of the reading table', () => {
  const response = aResponse({ remark: 'hello' });
  const view = { callback: aCallback({ items: [response] }), response, lists: ruleSet.lists };

  it('takes packet facts from the packet and the others from the state, in the order of the table', () => {
    expect(readingRowOf(ruleSet, view, [1_000, 50])).toEqual(['asker', 1_000, 50, 'hello']);
  });

  it('holds null for a pair that was never unblocked', () => {
    expect(readingRowOf(ruleSet, view, [null, 50])).toEqual(['asker', null, 50, 'hello']);
  });

  it('holds unknown, with the reason, for all of a state that did not answer', () => {
    const late = Unknown.because('late');
    expect(readingRowOf(ruleSet, view, 'late')).toEqual(['asker', late, late, 'hello']);
  });

  it('takes what all items have in common from the row of another one', () => {
    const common = { ...aSlot('fromAccount'), isCommon: true };
    const rules = aRuleSet({ table: [common, aSlot('remark')] });
    expect(readingRowOf(rules, view, [], ['read before', 'hi'])).toEqual(['read before', 'hello']);
    expect(readingRowOf(rules, view, [])).toEqual(['answerer', 'hello']);
  });

  it('holds unknown for a fact that throws', () => {
    const throwing = {
      ...aSlot('remark'),
      fact: { ...aSlot('remark').fact, source: { kind: 'packet' as const, read } },
    };
    expect(readingRowOf(aRuleSet({ table: [throwing] }), view, [])).toEqual([Unknown.because('failed')]);
  });
});

function read(): never {
  throw new Error('this fact is broken');
}

describe('what a callback asks of the state', () => {
  it('is asked for every readable item, each with its own event', () => {
    const items = [aResponse({ toAccount: 'one' }), aBrokenItem(), aResponse({ toAccount: 'two' })];
    const gathering = gatheringOf(aCallback({ items }), ruleSet);
    expect(gathering.events.map((event) => [event.item, event.kind, event.toAccount])).toEqual([
      [0, 'agree', 'one'],
      [2, 'agree', 'two'],
    ]);
    expect(gathering.questions).toEqual([{ kind: 'sinceUnblock' }, { kind: 'reputation', of: 'to' }]);
  });

  it('is nothing for a packet that is malformed as a whole', () => {
    const problems = [{ at: '/From_Account', message: 'is missing' }];
    expect(gatheringOf(aCallback({ problems }), ruleSet).events).toEqual([]);
  });
});
