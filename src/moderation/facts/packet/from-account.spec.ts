import { describe, expect, it } from '@jest/globals';
import { readFact } from '../../../../test/support/moderation/read-fact.js';
import { fromAccount } from './from-account.js';

describe('the account that answers', () => {
  it('is as the platform names it', () => {
    expect(readFact(fromAccount, { callback: { fromAccount: '__proto__' } })).toBe('__proto__');
  });
});
