import { describe, expect, it } from '@jest/globals';
import { readFact } from '../../../../test/support/moderation/read-fact.js';
import { requesterAssumed } from './requester-assumed.js';

describe('whether no issuer was named', () => {
  it('is true when the packet left it out', () => {
    expect(readFact(requesterAssumed, { callback: { requesterAssumed: true } })).toBe(true);
  });
});
