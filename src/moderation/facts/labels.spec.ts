import { describe, expect, it } from '@jest/globals';
import { askedBy } from '../../../test/support/read-fact.js';
import { labels } from './labels.js';

const seen = { callback: { fromAccount: 'ann', requesterAccount: 'ben' }, response: { toAccount: 'cho' } };

describe('labels of an account', () => {
  it('can be asked of all three', () => {
    const of = (role: string) => askedBy(labels, seen, { of: role });
    expect([of('from'), of('requester'), of('to')]).toEqual([
      { kind: 'labels', account: 'ann' },
      { kind: 'labels', account: 'ben' },
      { kind: 'labels', account: 'cho' },
    ]);
  });
});
