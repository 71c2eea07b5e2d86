import { describe, expect, it } from '@jest/globals';
import { readFact } from '../../../../test/support/moderation/read-fact.js';
import { requesterAccount } from './requester-account.js';

describe('the account that issued the call', () => {
  it('is as the platform names it', () => {
    expect(readFact(requesterAccount, { callback: { fromAccount: 'ann', requesterAccount: 'ben' } })).toBe(
      'ben',
    );
  });
});
