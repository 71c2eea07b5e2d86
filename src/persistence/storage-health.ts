import type { Clock } from '../runtime/clock.js';
import type { Drain } from './journal/drain/drain.js';
import type { JournalDecisionLog } from './journal/journal-decision-log.js';
import type { Journal } from './journal/journal.js';
import type { RecordWriter } from './journal/drain/record-writer.js';
import type { DatabaseState } from './postgres/connection/availability.js';
import type { Database } from './postgres/connection/database.js';
import type { WorkerRecordSink } from './postgres/sink/worker-record-sink.js';

export interface StorageReport {
  readonly database: DatabaseState;
  /** `full`: the disk refused the last record. `behind`: some have waited for a minute. */
  readonly journal: 'ok' | 'full' | 'behind';
  /** Records and bytes that the database has not got yet. */
  readonly waiting: number;
  readonly waitingBytes: number;
  /** Milliseconds that the oldest of them has waited; 0 when none waits. */
  readonly oldestMs: number;
  /** Decisions that were answered and are not on the disk. Those in memory may get there yet. */
  readonly unrecorded: number;
  /** Records that the database refused for good, since the start. */
  readonly rejected: number;
  readonly degraded: readonly {
    readonly part: 'database' | 'journal' | 'disk' | 'writing';
    readonly because: string;
  }[];
}

const BEHIND_MS = 60_000;

/** How recording goes, from memory: it waits for nothing. */
export class StorageHealth {
  constructor(
    private readonly parts: {
      readonly database: Pick<Database, 'state' | 'problem'>;
      readonly journal: Pick<Journal, 'backlog' | 'full'>;
      readonly journalLog: Pick<JournalDecisionLog, 'unrecorded'>;
      readonly drain: Pick<Drain, 'oldestAt'>;
      readonly writer: Pick<RecordWriter, 'rejected'>;
      /** `null` where records are written on the main thread. */
      readonly thread: Pick<WorkerRecordSink, 'degradedReason'> | null;
      readonly clock: Clock;
    },
  ) {}

  report(): StorageReport {
    const { database, journal, journalLog, drain, writer, thread, clock } = this.parts;
    const { records, bytes } = journal.backlog();
    const oldestMs = drain.oldestAt === null ? 0 : Math.max(0, clock.now() - drain.oldestAt);
    const state = journal.full ? 'full' : oldestMs >= BEHIND_MS ? 'behind' : 'ok';
    return {
      database: database.state,
      journal: state,
      waiting: records,
      waitingBytes: bytes,
      oldestMs,
      unrecorded: journalLog.unrecorded,
      rejected: writer.rejected,
      degraded: degradedParts(database.problem, state, thread?.degradedReason() ?? null),
    };
  }
}

function degradedParts(
  database: string | null,
  journal: StorageReport['journal'],
  writing: string | null,
): StorageReport['degraded'] {
  const parts: StorageReport['degraded'][number][] = [];
  if (database !== null) parts.push({ part: 'database', because: database });
  if (journal === 'full') parts.push({ part: 'disk', because: 'the disk refuses the journal' });
  if (journal === 'behind') {
    parts.push({ part: 'journal', because: 'records have waited for the database for over a minute' });
  }
  if (writing !== null) parts.push({ part: 'writing', because: writing });
  return parts;
}
