import { describe, expect, it } from '@jest/globals';
import { askedBy } from '../../../test/support/read-fact.js';
import { reputationPart } from './reputation-part.js';

const seen = { callback: { fromAccount: 'ann', requesterAccount: 'ben' }, response: { toAccount: 'cho' } };

describe('a part of the reputation', () => {
  it('can be asked of all three', () => {
    const of = (role: string) => askedBy(reputationPart, seen, { of: role, part: 'rejected' });
    expect([of('from'), of('requester'), of('to')]).toEqual(
      ['ann', 'ben', 'cho'].map((account) => ({ kind: 'reputationPart', account, part: 'rejected' })),
    );
  });

  it('is one of those that there are', () => {
    expect(reputationPart.params.safeParse({ of: 'to', part: 'liked' }).success).toBe(false);
  });
});
