import { Backoff } from '../../../runtime/backoff.js';
import type { LabelHistory } from '../../../moderation/state/label-history.js';
import type { LabelChange } from '../../../moderation/state/state.js';

const RETRY = { firstMs: 250, maxMs: 30_000 };

/** Reads all labels of an app, and retries while the history fails. @returns whether it ended before the signal */
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
  const backoff = new Backoff(RETRY);
  while (!signal.aborted) {
    try {
      for await (const page of history.labelsOf(appId)) {
        if (signal.aborted) return false;
        take(page);
      }
      return true;
    } catch (error) {
      if (!signal.aborted) failed(error);
    }
    await backoff.pause(signal, { ref: false });
  }
  return false;
}
