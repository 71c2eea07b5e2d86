import { describe, expect, it } from '@jest/globals';
import { readFact } from '../../../../test/support/moderation/read-fact.js';
import { clientAddress } from './client-address.js';

describe('the client address', () => {
  it('is as sent', () => {
    expect(readFact(clientAddress, { callback: { clientAddress: '2001:DB8::1' } })).toBe('2001:DB8::1');
  });

  it('is null when not sent', () => {
    expect(readFact(clientAddress, { callback: { clientAddress: null } })).toBe(null);
  });
});
