import { describe, expect, it } from '@jest/globals';
import { TestClock } from '../../test/support/moderation/ports.js';
import { Deadline } from './deadline.js';

describe('a deadline', () => {
  it('passes for deciding while there is still time to write the answer down', () => {
    const clock = new TestClock();
    const deadline = new Deadline(clock, 100_000);
    clock.nowMicros = 80_000;
    expect(deadline.leftMs()).toBe(20);
    expect(deadline.beforeWriting().passed()).toBe(true);
  });

  it('leaves what comes too late', async () => {
    const never = new Promise<string>(() => undefined);
    const deadline = new Deadline(new TestClock(), 10_000);
    expect(await deadline.within(never, 'late')).toBe('late');
    expect(await deadline.within(Promise.resolve('in time'), 'late')).toBe('in time');
  });
});
