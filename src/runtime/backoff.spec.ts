import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Backoff } from './backoff.js';

describe('a backoff', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('tries once a second in the end: a stop waits three seconds for the last records', async () => {
    const backoff = new Backoff();
    for (let attempt = 0; attempt < 12; attempt += 1) {
      let over = false;
      void backoff.pause(new AbortController().signal).then(() => {
        over = true;
      });
      await jest.advanceTimersByTimeAsync(1_000);
      expect(over).toBe(true);
    }
  });
});
