import { describe, expect, it } from '@jest/globals';
import { questionOf } from '../../../../test/support/moderation/read-fact.js';
import { labels } from './labels.js';

describe('labels of an account', () => {
  it('can be asked of all three', () => {
    const of = (role: string) => questionOf(labels, { of: role });
    expect([of('from'), of('requester'), of('to')]).toEqual([
      { kind: 'labels', of: 'from' },
      { kind: 'labels', of: 'requester' },
      { kind: 'labels', of: 'to' },
    ]);
  });
});
