import { join } from 'node:path';
import type { Clock } from '../../../../runtime/clock.js';
import type { Log } from '../../../../runtime/log.js';
import type { StateEvent } from '../../../../moderation/state/state.js';
import type { JournalPosition } from '../../../journal/segments/segment.js';
import { errorCode } from '../../../../runtime/error-code.js';
import { describeError } from '../../../../runtime/describe-error.js';
import { SnapshotReader } from './snapshot-file.js';

/** Clocks differ a little; a snapshot that is further ahead was made under another time. */
const MAX_AHEAD_MS = 5_000;

/** What was recorded last: what happened while a snapshot was made, and since. */
export interface EventTail {
  /** A place before everything that is still to be recorded. */
  nextPosition(): JournalPosition;
  /** Events recorded between a place and now. Rejects when they are not all there any more. */
  eventsFrom(place: JournalPosition): AsyncIterable<readonly StateEvent[]>;
}

/** Where a state is kept for the next start. */
export interface SnapshotSource {
  /** Of the snapshot. */
  readonly path: string;
  readonly tail: EventTail;
  /** What the last process left; `null` when it left nothing that can be used. */
  readonly previous: SnapshotReader | null;
}

/** Looks for a snapshot in the data folder. One that can't be used is left alone, until the next one takes its place. */
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
