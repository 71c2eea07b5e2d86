import { setTimeout as pause } from 'node:timers/promises';
import type { LabelHistory } from '../../../moderation/state/label-history.js';
import type { LabelChange } from '../../../moderation/state/state.js';

const FIRST_PAUSE_MS = 250;
const MAX_PAUSE_MS = 30_000;

/** Hands over all labels of an app, however often the history fails meanwhile. @returns whether it came to its end before the signal */
export async function loadLabels(
  history: LabelHistory,
  appId: string,
  {
    take,
    failed,
    signal,
  }: {
    readonly take: (changes: readonly LabelChange[]) => void;
    readonly failed: (error: unknown) => void;
    readonly signal: AbortSignal;
  },
): Promise<boolean> {
  for (let wait = FIRST_PAUSE_MS; !signal.aborted; wait = Math.min(2 * wait, MAX_PAUSE_MS)) {
    try {
      for await (const page of history.labelsOf(appId)) {
        if (signal.aborted) return false;
        take(page);
      }
      return true;
    } catch (error) {
      if (!signal.aborted) failed(error);
    }
    await pause(wait, undefined, { ref: false, signal }).catch(() => undefined);
  }
  return false;
}
