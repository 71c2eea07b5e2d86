import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { aCallback, aResponse } from '../../../test/support/moderation/builders.js';
import type { Fact, ItemView } from '../model/fact.js';
import type { Json } from '../model/json.js';
import { catalogue } from './catalogue.js';

const facts = [...catalogue.values()];
/** Parameters of the one fact that needs them. */
const params = { list: 'watched', of: 'fromAccount' };

function isCommon({ source }: Fact): boolean {
  return source.kind === 'packet' && source.isCommon?.(params) === true;
}

function readOf({ source }: Fact, view: ItemView): Json {
  if (source.kind !== 'packet') throw new Error('it is not read from the packet');
  return source.read(view, params);
}

describe('the catalogue of facts', () => {
  it('keeps the names that stored rules and decisions use', () => {
    const ofText = [
      '',
      'Length',
      'TooLong',
      'LinkCount',
      'Links',
      'ContactCount',
      'Contacts',
      'Scripts',
      'Terms',
    ];
    const packet =
      'fromAccount requesterAccount toAccount responseAction eventTime eventAgeMs platform clientAddress requestId appId ' +
      'requesterDiffers requesterAssumed batchSize itemIndex';
    const fromListsAndState = ['inList', 'rate', 'reputation', 'reputationPart', 'labels', 'sinceUnblockMs'];
    const names = [
      ...packet.split(' '),
      ...ofText.map((name) => `remark${name}`),
      ...ofText.map((name) => `tagName${name}`),
      ...fromListsAndState,
    ];
    expect([...catalogue.keys()].sort()).toEqual(names.sort());
  });

  it.each(facts.map((fact) => [fact.name, fact] as const))('describes %s in words', (_, fact) => {
    expect(fact.words.label).not.toBe('');
    expect(fact.words.help).toMatch(/^[A-Z].*[.]$/);
  });

  it.each(facts.flatMap((fact) => (isCommon(fact) ? [[fact.name, fact] as const] : [])))(
    'reads the same of every item of a packet where it says so of %s',
    (_, fact) => {
      const items = [
        aResponse({ toAccount: 'one', remark: 'https://example.com', action: 'Response_Action_Reject' }),
        aResponse({ toAccount: 'two', remark: null, tagName: 'friends' }),
      ];
      const callback = aCallback({ items, eventTime: 1, requestId: 'r' });
      const read = items.map((response) => readOf(fact, { callback, response, lists: new Map() }));
      expect(read[0]).toEqual(read[1]);
    },
  );

  it.each(facts.map((fact) => [fact.name, fact] as const))(
    'can tell an editor the parameters of %s',
    (_, fact) => {
      expect(z.toJSONSchema(fact.params, { io: 'input' })).toMatchObject({
        type: 'object',
        additionalProperties: false,
      });
    },
  );
});
