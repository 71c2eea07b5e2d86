import type { EventHistory } from '../../../moderation/state/event-history.js';
import type { LabelHistory } from '../../../moderation/state/label-history.js';
import type { Log } from '../../../runtime/log.js';
import { loadLabels } from '../recovery/load-labels.js';
import type { AppState } from './app-state.js';
import { Backfill } from './backfill.js';

export interface MemoryAppParts {
  readonly history: EventHistory;
  /** Without it there are only the labels that are set from now on. */
  readonly labels?: LabelHistory;
  readonly log?: Log;
  /** Ends the loading of labels. */
  readonly signal: AbortSignal;
}

/** An app whose state still lacks a part of the past. */
export interface Rebuilding {
  readonly appId: string;
  /** Milliseconds since the epoch: when recovery began. */
  readonly since: number;
  /** The number of series that wait for it. */
  readonly series: number;
  /** Why the last attempt failed; `null` when none did. */
  readonly failure: string | null;
}

/** One app's state, and the work that fills it with what was recorded before. */
export class MemoryApp {
  readonly backfill: Backfill;

  constructor(
    private readonly appId: string,
    readonly state: AppState,
    private readonly parts: MemoryAppParts,
  ) {
    const { history, log } = parts;
    this.backfill = new Backfill(appId, {
      history,
      take: (event, wanted) => state.recordPast(event, wanted),
      failed: (error) => log?.warn({ appId, err: error }, 'the past cannot be read; readings stay unknown'),
    });
    void this.loadLabels();
  }

  private async loadLabels(): Promise<void> {
    const { appId, state } = this;
    const { labels, log, signal } = this.parts;
    const areLoaded =
      labels === undefined ||
      (await loadLabels(labels, appId, {
        take: (changes) => {
          for (const change of changes) state.applyLabelChange(change);
        },
        failed: (error) => log?.warn({ appId, err: error }, 'labels cannot be read yet; they stay unknown'),
        signal,
      }));
    if (areLoaded) state.completeLabels();
  }
}
