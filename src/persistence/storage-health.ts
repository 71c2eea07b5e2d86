import type { Clock } from '../runtime/clock.js';
import type { DataDirWatch } from './data-dir/data-dir-watch.js';
import type { Drain } from './journal/drain/drain.js';
import type { JournalDecisionLog } from './journal/journal-decision-log.js';
import type { Journal } from './journal/journal.js';
import type { RecordWriter } from './journal/drain/record-writer.js';
import type { DatabaseState } from './postgres/connection/availability.js';
import type { Database } from './postgres/connection/database.js';
import type { WorkerRecordSink } from './postgres/sink/worker-record-sink.js';

export interface StorageReport {
  readonly database: DatabaseState;
  /** `full`: the disk refused the last record. `slow`: a record is overdue. `behind`: some have waited for a minute. */
  readonly journal: 'ok' | 'full' | 'slow' | 'behind';
  /** Records and bytes that the database has not got yet. */
  readonly waiting: number;
  readonly waitingBytes: number;
  /** Milliseconds that the oldest of them has waited; 0 when none waits. */
  readonly oldestMs: number;
  /** Records of answers that are neither on the disk nor in the database. Those in memory may get there yet. */
  readonly unrecorded: number;
  /** Records that the database refused for good, since the start. */
  readonly rejected: number;
  readonly degraded: readonly StorageDegradation[];
}

interface StorageDegradation {
  readonly part: 'database' | 'journal' | 'disk' | 'writing';
  readonly because: string;
}

interface HealthParts {
  readonly database: Pick<Database, 'state' | 'problem'>;
  readonly journal: Pick<Journal, 'backlog' | 'full' | 'slow' | 'damagedSegments'>;
  readonly decisionLog: Pick<JournalDecisionLog, 'unrecorded'>;
  readonly drain: Pick<Drain, 'oldestAt'>;
  readonly writer: Pick<RecordWriter, 'rejected'>;
  /** `null` where records are written on the main thread. */
  readonly workerSink: Pick<WorkerRecordSink, 'degradedReason'> | null;
  readonly dataDir: Pick<DataDirWatch, 'problem'>;
  readonly clock: Clock;
}

const BEHIND_MS = 60_000;

/** Reports how recording goes, from memory: a report waits for nothing. */
export class StorageHealth {
  /** Files of the data folder that other users of the machine can reach, and that the system does not let us change. */
  openFiles = 0;

  constructor(private readonly parts: HealthParts) {}

  report(): StorageReport {
    const { database, journal, decisionLog, drain, writer, clock } = this.parts;
    const { records, bytes } = journal.backlog();
    const oldestMs = drain.oldestAt === null ? 0 : Math.max(0, clock.now() - drain.oldestAt);
    return {
      database: database.state,
      journal: journal.full ? 'full' : journal.slow ? 'slow' : oldestMs >= BEHIND_MS ? 'behind' : 'ok',
      waiting: records,
      waitingBytes: bytes,
      oldestMs,
      unrecorded: decisionLog.unrecorded,
      rejected: writer.rejected,
      degraded: this.degraded(oldestMs),
    };
  }

  private degraded(oldestMs: number): readonly StorageDegradation[] {
    const { database, journal, workerSink, dataDir } = this.parts;
    const found: readonly (readonly [StorageDegradation['part'], string | null])[] = [
      ['database', database.problem],
      ['disk', dataDir.problem],
      ['disk', journal.full && dataDir.problem === null ? 'the disk refuses the journal' : null],
      ['disk', journal.slow ? 'the disk is slow: records of answers are late' : null],
      ['disk', this.openFiles > 0 ? `${this.openFiles} files of DATA_DIR are open to other users` : null],
      ['journal', oldestMs >= BEHIND_MS ? 'records have waited for the database for over a minute' : null],
      ['journal', damageReason(journal.damagedSegments)],
      ['writing', workerSink?.degradedReason() ?? null],
    ];
    return found.flatMap(([part, because]) => (because === null ? [] : { part, because }));
  }
}

function damageReason(segments: number): string | null {
  if (segments === 0) return null;
  const which = segments === 1 ? 'a segment was' : `${segments} segments were`;
  return `${which} damaged and set aside: see *.journal.damaged in DATA_DIR/journal, and remove it when it is no longer needed`;
}
