import { describe, expect, it } from '@jest/globals';
import { askedBy } from '../../../test/support/read-fact.js';
import { reputation } from './reputation.js';

const seen = { callback: { fromAccount: 'ann', requesterAccount: 'ben' }, response: { toAccount: 'cho' } };

describe('reputation of an account', () => {
  it('can be asked of all three', () => {
    const of = (role: string) => askedBy(reputation, seen, { of: role });
    expect([of('from'), of('requester'), of('to')]).toEqual([
      { kind: 'reputation', account: 'ann' },
      { kind: 'reputation', account: 'ben' },
      { kind: 'reputation', account: 'cho' },
    ]);
  });
});
