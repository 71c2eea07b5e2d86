import { createHash } from 'node:crypto';
import { RecordSink, type RejectedRecord } from '../../journal/drain/record-sink.js';
import { decodeRecord } from '../../journal/records/decode-record.js';
import type { Database } from '../connection/database.js';
import { escapeText } from '../../escape-text.js';
import { insertRecords } from '../rows/insert-records.js';
import { isPermanentError } from '../connection/sql-state.js';

/** The tables of the database, as the journal's other end. */
export class PostgresRecordSink extends RecordSink {
  constructor(private readonly database: Database) {
    super();
  }

  override write(records: readonly Buffer[]): Promise<void> {
    return this.database.transaction((manager) => insertRecords(manager, records.map(decodeRecord)));
  }

  override async reject({ kind, receivedAt, record, error }: RejectedRecord): Promise<void> {
    const at = receivedAt === null ? null : new Date(receivedAt);
    // The record's time may be the reason for its rejection.
    const time = at === null || Number.isNaN(at.getTime()) ? null : at.toISOString();
    await this.database.transaction((manager) =>
      manager.query(
        `insert into journal_reject (id, kind, received_at, record, error) values ($1, $2, $3, $4, $5)
         on conflict do nothing`,
        [idOf(record), kind, time, record.replaceAll('\0', '\\u0000'), escapeText(error)],
      ),
    );
  }

  override isPermanentError(error: unknown): boolean {
    return isPermanentError(error);
  }
}

/** The same record, the same id: it may be rejected again after a crash. */
function idOf(record: string): string {
  return createHash('sha256').update(record).digest('hex').slice(0, 32);
}
