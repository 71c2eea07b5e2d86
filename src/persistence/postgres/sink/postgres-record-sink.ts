import { RecordSink, type RejectedRecord } from '../../journal/drain/record-sink.js';
import { decodeRecord } from '../../journal/records/decode-record.js';
import type { Log } from '../../../runtime/log.js';
import type { Database } from '../connection/database.js';
import { isPermanentError, isTableFault } from '../connection/sql-state.js';
import { insertRecords } from '../rows/insert-records.js';
import { insertReject } from '../rows/insert-reject.js';
import { HeldRecords } from './held-records.js';

/** Writes the journal's records into the tables of the database. */
export class PostgresRecordSink extends RecordSink {
  private readonly held: HeldRecords;

  /** @param patienceMs how long all records wait for a table that refuses them */
  constructor(
    private readonly database: Database,
    log: Log,
    patienceMs?: number,
  ) {
    super();
    this.held = new HeldRecords(database, log, patienceMs);
  }

  override async write(records: readonly Buffer[]): Promise<void> {
    try {
      await this.database.transaction((manager) => insertRecords(manager, records.map(decodeRecord)));
    } catch (error) {
      if (!isTableFault(error) || !this.held.noteRefusal()) throw error;
      return this.held.writeAround(records);
    }
    this.noteWritten();
  }

  /** Takes note that all tables took rows, here or through another connection. */
  noteWritten(): void {
    this.held.noteSuccess();
  }

  override reject(reject: RejectedRecord): Promise<void> {
    return this.database.transaction((manager) => insertReject(manager, reject));
  }

  override isPermanentError(error: unknown): boolean {
    return isPermanentError(error);
  }
}
