import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { catalogue } from './catalogue.js';

const facts = [...catalogue.values()];

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

  it.each(facts.map((fact) => [fact.name, fact] as const))('says of %s in words what it is', (_, fact) => {
    expect(fact.words.label).not.toBe('');
    expect(fact.words.help).toMatch(/^[A-Z].*[.]$/);
  });

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
