import { join } from 'node:path';
import type { Clock } from '../../../../runtime/clock.js';
import type { Log } from '../../../../runtime/log.js';
import type { StateEvent } from '../../../../moderation/state/state.js';
import type { Position } from '../../../journal/segments/segment.js';
import { codeOf } from '../../../../runtime/error-code.js';
import { reasonOf } from '../../../../runtime/describe-error.js';
import { SnapshotReader } from './snapshot-file.js';

/** Clocks differ a little; a snapshot that is further ahead was made under another time. */
const AHEAD_MS = 5_000;

/** What was recorded last: what happened while a snapshot was made, and since. */
export interface Tail {
  /** A place before everything that is still to be recorded. */
  next(): Position;
  /** Events recorded between a place and now. Rejects when they are not all there any more. */
  eventsFrom(place: Position): AsyncIterable<readonly StateEvent[]>;
}

/** Where a state is kept for the next start. */
export interface Keeping {
  /** Of the snapshot. */
  readonly path: string;
  readonly tail: Tail;
  /** What the last process left; `null` when it left nothing that can be used. */
  readonly found: SnapshotReader | null;
}

/** Looks for a snapshot in the data folder. One that can't be used is left alone, until the next one takes its place. */
export async function keepingIn(
  dataDir: string,
  tail: Tail,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
): Promise<Keeping> {
  const path = join(dataDir, 'state.snapshot');
  try {
    const found = await SnapshotReader.open(path);
    if (found.contents.at <= clock.now() + AHEAD_MS) return { path, tail, found };
    await found.close();
    throw new Error('it is from the future');
  } catch (error) {
    if (codeOf(error) !== 'ENOENT')
      log.warn({ path, reason: reasonOf(error) }, 'the snapshot of the state is ignored');
    return { path, tail, found: null };
  }
}
