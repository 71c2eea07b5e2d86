import { describe, expect, it } from '@jest/globals';
import { runSync, type CooperativeTask } from './cooperative-task.js';
import { runYielding } from './run-yielding.js';

/** Keeps the thread for a millisecond at a time. */
function* counting(to: number): CooperativeTask<number> {
  for (let at = 0; at < to; at += 1) {
    const until = performance.now() + 1;
    while (performance.now() < until);
    yield;
  }
  return to;
}

function* failing(): CooperativeTask<void> {
  yield;
  throw new Error('in the middle');
}

describe('work in slices', () => {
  it('lets others run in between, and comes to the same', async () => {
    let others = 0;
    let goesOn = true;
    const other = () => {
      others += 1;
      if (goesOn) setImmediate(other);
    };
    setImmediate(other);
    expect(await runYielding(counting(20))).toBe(20);
    goesOn = false;
    expect(others).toBeGreaterThan(2);
    expect(runSync(counting(3))).toBe(3);
  });

  it('fails as it does in one go', async () => {
    await expect(runYielding(failing())).rejects.toThrow('in the middle');
    expect(() => runSync(failing())).toThrow('in the middle');
  });
});
