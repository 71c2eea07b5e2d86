import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Backoff } from './backoff.js';

/** The pauses that it makes one after the other, in milliseconds. */
async function pausesOf(backoff: Backoff, count: number, signal: AbortSignal): Promise<number[]> {
  const pauses: number[] = [];
  for (let attempt = 0; attempt < count; attempt += 1) {
    const from = Date.now();
    const pause = backoff.pause(signal, { ref: false }).then(() => pauses.push(Date.now() - from));
    await jest.advanceTimersByTimeAsync(60_000);
    await pause;
  }
  return pauses;
}

describe('a backoff', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());
  const never = new AbortController().signal;

  // The waits of the drain, the backfill and the reading of labels when each had a backoff of its own.
  it.each([
    [{ firstMs: 200, maxMs: 1_000 }, [200, 400, 800, 1_000, 1_000]],
    [{ firstMs: 250, maxMs: 30_000 }, [250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]],
  ])('with %j waits twice as long each time', async (limits, pauses) => {
    expect(await pausesOf(new Backoff(limits), pauses.length, never)).toEqual(pauses);
  });

  it('begins anew after things went well', async () => {
    const backoff = new Backoff({ firstMs: 200, maxMs: 1_000 });
    await pausesOf(backoff, 3, never);
    backoff.reset();
    expect(await pausesOf(backoff, 2, never)).toEqual([200, 400]);
  });

  it('ends a pause with the signal', async () => {
    const stopping = new AbortController();
    const pause = new Backoff({ firstMs: 200, maxMs: 1_000 }).pause(stopping.signal);
    stopping.abort();
    await expect(pause).resolves.toBeUndefined();
  });
});
