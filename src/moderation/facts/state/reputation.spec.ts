import { describe, expect, it } from '@jest/globals';
import { questionOf } from '../../../../test/support/moderation/read-fact.js';
import { reputation } from './reputation.js';

describe('reputation of an account', () => {
  it('can be asked of all three', () => {
    const of = (role: string) => questionOf(reputation, { of: role });
    expect([of('from'), of('requester'), of('to')]).toEqual([
      { kind: 'reputation', of: 'from' },
      { kind: 'reputation', of: 'requester' },
      { kind: 'reputation', of: 'to' },
    ]);
  });
});
