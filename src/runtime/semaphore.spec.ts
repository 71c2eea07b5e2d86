import { describe, expect, it } from '@jest/globals';
import { Semaphore } from './semaphore.js';

describe('a semaphore', () => {
  it('lets as many in as it has places, and the others in their order', async () => {
    const semaphore = new Semaphore(2);
    const first = await semaphore.acquire(1_000);
    const second = await semaphore.acquire(1_000);
    const entered: string[] = [];
    const third = semaphore.acquire(1_000).then((release) => {
      entered.push('third');
      return release;
    });
    const fourth = semaphore.acquire(1_000).then(() => entered.push('fourth'));
    expect(entered).toEqual([]);
    second?.();
    second?.();
    const release = await third;
    expect(entered).toEqual(['third']);
    first?.();
    await fourth;
    expect(entered).toEqual(['third', 'fourth']);
    release?.();
  });

  it('gives up after a while, and leaves the place to the next', async () => {
    const semaphore = new Semaphore(1);
    const release = await semaphore.acquire(1_000);
    expect(await semaphore.acquire(10)).toBeNull();
    release?.();
    expect(await semaphore.acquire(10)).not.toBeNull();
  });
});
