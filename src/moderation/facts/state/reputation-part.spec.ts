import { describe, expect, it } from '@jest/globals';
import { questionOf } from '../../../../test/support/moderation/read-fact.js';
import { reputationPart } from './reputation-part.js';

describe('a part of the reputation', () => {
  it('can be asked of all three', () => {
    const roles = ['from', 'requester', 'to'];
    expect(roles.map((of) => questionOf(reputationPart, { of, part: 'rejected' }))).toEqual(
      roles.map((of) => ({ kind: 'reputationPart', of, part: 'rejected' })),
    );
  });

  it('is one of those that there are', () => {
    expect(reputationPart.params.safeParse({ of: 'to', part: 'liked' }).success).toBe(false);
  });
});
