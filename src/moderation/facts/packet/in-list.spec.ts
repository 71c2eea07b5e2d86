import { describe, expect, it } from '@jest/globals';
import { aList, readFact } from '../../../../test/support/moderation/read-fact.js';
import { inList } from './in-list.js';

describe('being in a list', () => {
  it('looks up each of the three accounts', () => {
    const lists = [aList('accounts', 'banned', 'ann', 'ben', 'cho')];
    const seen = {
      callback: { fromAccount: 'ann', requesterAccount: 'dan' },
      response: { toAccount: 'cho' },
      lists,
    };
    const of = (member: string) => readFact(inList, seen, { list: 'banned', of: member });
    expect([of('fromAccount'), of('requesterAccount'), of('toAccount')]).toEqual([true, false, true]);
  });

  it('looks up the client address in ranges', () => {
    const lists = [aList('addresses', 'carriers', '100.64.0.0/10')];
    const from = (clientAddress: string | null) =>
      readFact(inList, { callback: { clientAddress }, lists }, { list: 'carriers', of: 'clientAddress' });
    expect([from('100.64.1.2'), from('203.0.113.7'), from(null)]).toEqual([true, false, null]);
  });

  it('wants a list of the kind that goes with what is looked up', () => {
    expect(inList.list?.({ list: 'x', of: 'toAccount' })).toEqual({ name: 'x', kinds: ['accounts'] });
    expect(inList.list?.({ list: 'x', of: 'clientAddress' })).toEqual({ name: 'x', kinds: ['addresses'] });
  });
});
