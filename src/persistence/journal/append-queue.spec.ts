import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { quiet } from '../../../test/support/quiet.js';
import { AppendQueue } from './append-queue.js';
import { LIMITS } from './journal-limits.js';

const minIntervalMs = 100;

/** A queue, and the groups of texts that it wrote. */
function aQueue(limits = { ...LIMITS, maxGroupBytes: 1_024, minIntervalMs }) {
  const groups: string[][] = [];
  const queue = new AppendQueue(async (frames) => void groups.push(frames.map(String)), limits, quiet);
  return { groups, append: (text: string) => queue.append(Buffer.from(text)), close: () => queue.close() };
}

describe('the append queue', () => {
  it('writes a single frame at once', async () => {
    const { groups, append } = aQueue();
    const begun = performance.now();
    await append('alone');
    expect(groups).toEqual([['alone']]);
    expect(performance.now() - begun).toBeLessThan(minIntervalMs / 2);
  });

  it('lets frames that come soon after a write share the next one, an interval later', async () => {
    const { groups, append } = aQueue();
    const begun = performance.now();
    await append('first');
    const second = append('second');
    await pause(10);
    await Promise.all([second, append('third')]);
    expect(groups).toEqual([['first'], ['second', 'third']]);
    // Timers count whole milliseconds.
    expect(performance.now() - begun).toBeGreaterThan(minIntervalMs - 2);
  });

  it('keeps groups within their size, in their order', async () => {
    const { groups, append } = aQueue({ ...LIMITS, maxGroupBytes: 4, minIntervalMs: 0 });
    await Promise.all(['aa', 'bb', 'cc', 'too large', 'd'].map(append));
    expect(groups).toEqual([['aa', 'bb'], ['cc'], ['too large'], ['d']]);
  });

  it('writes pending frames when it is closed, and takes no more', async () => {
    const { groups, append, close } = aQueue();
    await append('first');
    const second = append('second');
    await close();
    await second;
    expect(groups).toEqual([['first'], ['second']]);
    await expect(append('late')).rejects.toThrow('closed');
  });
});
