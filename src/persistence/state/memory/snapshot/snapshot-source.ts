import type { StateEvent } from '../../../../moderation/state/state.js';
import { join } from 'node:path';
import type { Clock } from '../../../../runtime/clock.js';
import type { Log } from '../../../../runtime/log.js';
import type { JournalPosition } from '../../../journal/segments/segment.js';
import { errorCode } from '../../../../runtime/error-code.js';
import { describeError } from '../../../../runtime/describe-error.js';
import { SnapshotReader } from './snapshot-file.js';

/** A snapshot further ahead was made under a wrong clock. */
const MAX_AHEAD_MS = 5_000;

/** The events recorded since a snapshot began. */
export interface EventTail {
  /** The position before every record that is still to come. */
  /** Nothing may be written into the data folder now. */
  readonly isRefusing?: boolean;
  nextPosition(): JournalPosition;
  /** Events recorded from a position until now. Rejects when some are gone. */
  eventsFrom(place: JournalPosition): AsyncIterable<readonly StateEvent[]>;
}

/** The snapshot file and the journal's tail of a data folder. */
export interface SnapshotSource {
  /** The path of the snapshot. */
  readonly path: string;
  readonly tail: EventTail;
  /** The snapshot of the last process; `null` when there is none that can be used. */
  readonly previous: SnapshotReader | null;
}

/** Looks for a snapshot in the data folder. An unusable one stays until the next one replaces it. */
export async function openSnapshotSource(
  dataDir: string,
  tail: EventTail,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): Promise<SnapshotSource> {
  const path = join(dataDir, 'state.snapshot');
  try {
    const found = await SnapshotReader.open(path);
    if (found.contents.at <= clock.now() + MAX_AHEAD_MS) return { path, tail, previous: found };
    await found.close();
    throw new Error('it is from the future');
  } catch (error) {
    if (errorCode(error) !== 'ENOENT')
      log.warn({ path, reason: describeError(error) }, 'the snapshot of the state is ignored');
    return { path, tail, previous: null };
  }
}
