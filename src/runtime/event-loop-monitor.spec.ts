import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Clock } from './clock.js';
import { EventLoopMonitor } from './event-loop-monitor.js';

class Hourglass extends Clock {
  override now = (): number => Date.now();
  override micros = (): number => performance.now() * 1_000;
}

const block = (ms: number): void => {
  const until = performance.now() + ms;
  while (performance.now() < until);
};

describe('the lag of the event loop', () => {
  it('is seen while the thread is busy, and by those who waited; then it is forgotten', async () => {
    const lag = new EventLoopMonitor(new Hourglass());
    await sleep(50);
    const [waited] = await Promise.all([
      new Promise<number>((resolve) => setTimeout(() => resolve(lag.lateMs()), 20)),
      sleep(1).then(() => block(200)),
    ]);
    expect(waited).toBeGreaterThan(100);
    await sleep(100);
    expect(lag.lateMs()).toBeLessThan(100);
    block(150);
    expect(lag.lateMs()).toBeGreaterThan(120);
    lag.stop();
  });
});
