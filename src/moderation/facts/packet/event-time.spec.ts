import { describe, expect, it } from '@jest/globals';
import { readFact } from '../../../../test/support/moderation/read-fact.js';
import { eventTime } from './event-time.js';

describe('the event time', () => {
  it('is in milliseconds', () => {
    expect(readFact(eventTime, { callback: { eventTime: 1_631_777_645_424 } })).toBe(1_631_777_645_424);
  });

  it('is null when the packet has none', () => {
    expect(readFact(eventTime, { callback: { eventTime: null } })).toBe(null);
  });
});
