import { setImmediate as immediate, setTimeout as pause } from 'node:timers/promises';
import type { CooperativeTask } from './cooperative-task.js';

/** Milliseconds that a slice of work takes before callbacks get a turn. */
const SLICE_MS = 1;
/** Callbacks that took longer than this after a slice, in milliseconds, are many: they get `YIELD_MS` more. */
const BUSY_MS = 0.2;
const YIELD_MS = 2;

/** Runs a task a millisecond at a time. Callbacks are answered in between, and get more time when there are many. */
export async function runYielding<T>(work: CooperativeTask<T>): Promise<T> {
  let since = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    const sliced = performance.now();
    if (sliced - since < SLICE_MS) continue;
    await immediate();
    if (performance.now() - sliced > BUSY_MS) await pause(YIELD_MS);
    since = performance.now();
  }
}

/** How long work that an answer waits for may keep the thread, in milliseconds. */
const ANSWER_SLICE_MS = 3;

/** Does work that an answer waits for. Other turns of the event loop run between its slices. */
export async function runInTurns<T>(work: CooperativeTask<T>): Promise<T> {
  let since = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() - since < ANSWER_SLICE_MS) continue;
    await immediate();
    since = performance.now();
  }
}
