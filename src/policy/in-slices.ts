import { setImmediate as othersFirst } from 'node:timers/promises';
import type { Sliced } from '../moderation/slices.js';

/** How long such work may keep the thread, in milliseconds. */
const SLICE_MS = 1;

/** Does work a few milliseconds at a time: answers go out in between. */
export async function inSlices<T>(work: Sliced<T>): Promise<T> {
  let since = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() - since < SLICE_MS) continue;
    await othersFirst();
    since = performance.now();
  }
}
