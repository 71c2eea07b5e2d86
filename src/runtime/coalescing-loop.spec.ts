import { describe, expect, it } from '@jest/globals';
import { CoalescingLoop } from './coalescing-loop.js';

describe('a coalescing loop', () => {
  it('runs one pass at a time, and one more for all requests that came during a pass', async () => {
    const ends: (() => void)[] = [];
    let [passes, running] = [0, 0];
    const loop = new CoalescingLoop(async () => {
      passes += 1;
      running += 1;
      expect(running).toBe(1);
      await new Promise<void>((resolve) => ends.push(resolve));
      running -= 1;
    });
    const runs = [loop.run(), loop.run(), loop.run()];
    while (ends.length > 0) {
      ends.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    }
    await Promise.all(runs);
    expect(passes).toBe(2);
    const later = loop.run();
    ends.shift()?.();
    await later;
    expect(passes).toBe(3);
  });

  it('runs again after a pass that failed', async () => {
    let fails = true;
    const loop = new CoalescingLoop(async () => {
      if (fails) throw new Error('failed');
    });
    await expect(loop.run()).rejects.toThrow('failed');
    fails = false;
    await expect(loop.run()).resolves.toBeUndefined();
  });
});
