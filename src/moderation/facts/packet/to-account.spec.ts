import { describe, expect, it } from '@jest/globals';
import { readFact } from '../../../../test/support/moderation/read-fact.js';
import { toAccount } from './to-account.js';

describe('the account that is answered', () => {
  it('is as the platform names it', () => {
    expect(readFact(toAccount, { response: { toAccount: 'Ben ' } })).toBe('Ben ');
  });
});
