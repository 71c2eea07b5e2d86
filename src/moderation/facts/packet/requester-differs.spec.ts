import { describe, expect, it } from '@jest/globals';
import { readFact } from '../../../../test/support/moderation/read-fact.js';
import { requesterDiffers } from './requester-differs.js';

describe('whether somebody else issued the call', () => {
  it('says yes when another account answers', () => {
    expect(readFact(requesterDiffers, { callback: { fromAccount: 'ann', requesterAccount: 'ben' } })).toBe(
      true,
    );
  });

  it('says no when they are the same', () => {
    expect(readFact(requesterDiffers, { callback: { fromAccount: 'ann', requesterAccount: 'ann' } })).toBe(
      false,
    );
  });
});
