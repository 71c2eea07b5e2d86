import type { StateEvent } from '../../../../moderation/state/state.js';
import { setImmediate } from 'node:timers/promises';
import type { Log } from '../../../../runtime/log.js';
import { describeError } from '../../../../runtime/describe-error.js';
import { decodeKey, keyOffsets } from '../recent-sets/key-codec.js';
import type { SnapshotSource } from './snapshot-source.js';
import type { RecentSets } from '../recent-sets/recent-sets.js';
import type { Series, SeriesRegistry } from '../recent-sets/series.js';
import type { SnapshotReader } from './snapshot-file.js';

/** Without the journal's tail, the history is read from so long before the snapshot on. */
const MARGIN_MS = 60_000;

export interface SnapshotRestoreParts {
  readonly sets: RecentSets;
  readonly registry: SeriesRegistry;
  readonly source: SnapshotSource;
  readonly log: Log | undefined;
  take(event: StateEvent): void;
}

/** Restores what the last process left: its snapshot, then the journal's tail since. */
export class SnapshotRestore {
  private stopped = false;

  constructor(private readonly parts: SnapshotRestoreParts) {}

  stop(): void {
    this.stopped = true;
  }

  /** @returns the series that still lack a part of the past; `null` when it was stopped */
  async run(): Promise<readonly Series[] | null> {
    const { source, registry, log } = this.parts;
    const { previous } = source;
    if (previous === null) return [];
    // Entries of the tail are newer than those of the snapshot, so they must not make room for these.
    const tailed = await this.readTail(previous).catch((error: unknown) => {
      log?.warn(
        { reason: describeError(error) },
        'what happened since the snapshot is read from the database',
      );
      return false;
    });
    const whole = await this.readKeys(previous).catch((error: unknown) => {
      log?.warn({ reason: describeError(error) }, 'the snapshot of the state is ignored');
      return false;
    });
    await previous.close();
    if (this.stopped) return null;
    const resumed = registry.endResuming();
    for (const [series, { completeFrom }] of resumed) {
      if (!whole) continue;
      if (tailed) series.completeFrom = Math.min(series.completeFrom, completeFrom);
      else series.known = { from: completeFrom, to: previous.contents.at - MARGIN_MS };
    }
    if (whole && tailed)
      log?.info({ snapshotOf: new Date(previous.contents.at) }, 'counters go on where they were left');
    return [...resumed.keys()];
  }

  private async readTail({ contents }: SnapshotReader): Promise<boolean> {
    for await (const events of this.parts.source.tail.eventsFrom(contents.journal)) {
      for (const event of events) this.parts.take(event);
      await setImmediate();
      if (this.stopped) return false;
    }
    return true;
  }

  private async readKeys(found: SnapshotReader): Promise<boolean> {
    for await (const words of found.keys()) {
      for (const at of keyOffsets(words).toReversed()) this.parts.sets.restore(decodeKey(words, at));
      await setImmediate();
      if (this.stopped) return false;
    }
    return true;
  }
}
