import { describe, expect, it } from '@jest/globals';
import { readFact } from '../../../../test/support/moderation/read-fact.js';
import { eventAgeMs } from './event-age-ms.js';

describe('the age of the event', () => {
  it('is how long before its receipt it happened', () => {
    expect(readFact(eventAgeMs, { callback: { receivedAt: 5_000, eventTime: 3_000 } })).toBe(2_000);
  });

  it('is by the wall clock, which receipt may differ from', () => {
    const callback = { receivedAt: 5_000, wallClockAt: 5_500, eventTime: 3_000 };
    expect(readFact(eventAgeMs, { callback })).toBe(2_500);
  });

  it("is below zero when the platform's clock is ahead", () => {
    expect(readFact(eventAgeMs, { callback: { receivedAt: 5_000, eventTime: 6_000 } })).toBe(-1_000);
  });

  it('is null without an event time', () => {
    expect(readFact(eventAgeMs, { callback: { eventTime: null } })).toBe(null);
  });
});
