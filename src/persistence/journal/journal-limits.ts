import type { Clock } from '../../runtime/clock.js';
import type { Log } from '../../runtime/log.js';
import type { GroupLimits } from './append-queue.js';

export interface JournalLimits extends GroupLimits {
  /** A segment is closed when it would grow beyond this many bytes. */
  readonly segmentBytes: number;
  /** A segment is closed this long after it was begun, in milliseconds, so that what it holds can be removed in time. */
  readonly rollMs: number;
  /** A drained segment is kept this long, for the responses to copies of its packets. */
  readonly keepMs: number;
  /** A segment that was set aside is kept this long. */
  readonly damagedMs: number;
  /** Beyond this many bytes segments do not wait for the shared state. */
  readonly sharedBytes: number;
  /** Closing waits this long for a disk that does not answer. */
  readonly closeMs: number;
}

export interface JournalDependencies {
  readonly log: Log;
  readonly clock: Clock;
  readonly limits?: JournalLimits;
}

const DAY_MS = 86_400_000;

export const LIMITS: JournalLimits = {
  segmentBytes: 16 * 1024 ** 2,
  maxGroupBytes: 4 * 1024 ** 2,
  maxQueuedBytes: 32 * 1024 ** 2,
  minIntervalMs: 3,
  rollMs: 3_600_000,
  keepMs: 60_000,
  damagedMs: 35 * DAY_MS,
  sharedBytes: 1024 ** 3,
  slowMs: 250,
  slowForMs: 10_000,
  closeMs: 5_000,
};
