import { describe, expect, it } from '@jest/globals';
import { readFact } from '../../../../test/support/moderation/read-fact.js';
import { requesterDiffers } from './requester-differs.js';

describe('whether another account issued the call', () => {
  it('is true when another account answers', () => {
    expect(readFact(requesterDiffers, { callback: { fromAccount: 'ann', requesterAccount: 'ben' } })).toBe(
      true,
    );
  });

  it('is false when they are the same', () => {
    expect(readFact(requesterDiffers, { callback: { fromAccount: 'ann', requesterAccount: 'ann' } })).toBe(
      false,
    );
  });
});
