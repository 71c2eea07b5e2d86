import { setImmediate as othersFirst, setTimeout as pause } from 'node:timers/promises';
import type { CooperativeTask } from './cooperative-task.js';

/** How long such work may keep the thread, in milliseconds. */
const SLICE_MS = 1;
/** Others who took longer than this after a slice, in milliseconds, have much to do: they get twice as much time again as a slice. */
const BUSY_MS = 0.2;
const YIELD_MS = 2;

/** Does work a few milliseconds at a time: answers go out in between, and the more there are, the more time they get. */
export async function runYielding<T>(work: CooperativeTask<T>): Promise<T> {
  let since = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    const sliced = performance.now();
    if (sliced - since < SLICE_MS) continue;
    await othersFirst();
    if (performance.now() - sliced > BUSY_MS) await pause(YIELD_MS);
    since = performance.now();
  }
}
