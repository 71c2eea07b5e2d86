import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { TestClock } from '../../../../test/support/moderation/ports.js';
import { DatabaseFaults } from './database-faults.js';

describe('a periodic check of the database', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('that is answered soon is no fault', async () => {
    const faults = new DatabaseFaults(new TestClock());
    await expect(faults.watch(Promise.resolve('answer'))).resolves.toBe('answer');
    jest.advanceTimersByTime(60_000);
    expect(faults.current).toBeNull();
  });

  /**
   * @fault database: the database hangs without breaking its connections
   * @effect Health says so within 5 s, long before its statements time out.
   */
  it('that is not answered for three seconds is a fault, until one is answered', async () => {
    const faults = new DatabaseFaults(new TestClock());
    let answer: () => void = () => undefined;
    const check = faults.watch(new Promise<void>((resolve) => (answer = resolve)));
    jest.advanceTimersByTime(2_999);
    expect(faults.current).toBeNull();
    jest.advanceTimersByTime(1);
    expect(faults.current).toBe('the database has not answered for some seconds');
    answer();
    await check;
    faults.noteSchema(null);
    expect(faults.current).toBeNull();
  });

  it('that fails is not a fault of its own', async () => {
    const faults = new DatabaseFaults(new TestClock());
    await expect(faults.watch(Promise.reject(new Error('away')))).rejects.toThrow('away');
    jest.advanceTimersByTime(60_000);
    expect(faults.current).toBeNull();
  });
});
