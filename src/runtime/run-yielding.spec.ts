import { describe, expect, it } from '@jest/globals';
import { atOnce, type Sliced } from './cooperative-task.js';
import { inSlices } from './run-yielding.js';

/** Keeps the thread for a millisecond at a time. */
function* counting(to: number): Sliced<number> {
  for (let at = 0; at < to; at += 1) {
    const until = performance.now() + 1;
    while (performance.now() < until);
    yield;
  }
  return to;
}

function* failing(): Sliced<void> {
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
    expect(await inSlices(counting(20))).toBe(20);
    goesOn = false;
    expect(others).toBeGreaterThan(2);
    expect(atOnce(counting(3))).toBe(3);
  });

  it('fails as it does in one go', async () => {
    await expect(inSlices(failing())).rejects.toThrow('in the middle');
    expect(() => atOnce(failing())).toThrow('in the middle');
  });
});
