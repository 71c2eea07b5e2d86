import { describe, expect, it } from '@jest/globals';
import { readFact } from '../../../../test/support/moderation/read-fact.js';
import { requestId } from './request-id.js';

describe('the request id', () => {
  it('is as sent', () => {
    expect(readFact(requestId, { callback: { requestId: 'a-1' } })).toBe('a-1');
  });

  it('is null when not sent', () => {
    expect(readFact(requestId, { callback: { requestId: null } })).toBe(null);
  });
});
