import { join } from 'node:path';
import type { EntityManager } from 'typeorm';
import { Drain } from '../../src/persistence/journal/drain.js';
import { JournalLog } from '../../src/persistence/journal/journal-log.js';
import { Journal, type JournalLimits } from '../../src/persistence/journal/journal.js';
import { RecordWriter } from '../../src/persistence/journal/record-writer.js';
import { RejectsFile } from '../../src/persistence/journal/rejects-file.js';
import type { Database } from '../../src/persistence/postgres/database.js';
import { PostgresRecordSink } from '../../src/persistence/postgres/postgres-record-sink.js';
import { quiet } from './quiet.js';

/** A journal in a folder, and what drains it into a database. */
export async function aJournalInto(database: Database, folder: string, limits?: JournalLimits) {
  const outside = limits === undefined ? quiet : { ...quiet, limits };
  const journal = await Journal.open(join(folder, 'journal'), outside);
  const writer = new RecordWriter(
    new PostgresRecordSink(database),
    new RejectsFile(journal.directory),
    quiet.log,
  );
  const drain = new Drain(journal, writer, quiet.log);
  const log = new JournalLog(journal, quiet.log, 'test');
  const close = async () => {
    await log.close();
    await drain.stop(0);
  };
  return { journal, writer, drain, log, close };
}

/** Reads rows in a transaction of its own. */
export function rowsOf<Row>(
  database: Database,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> {
  return database.transaction((manager: EntityManager) => manager.query<Row[]>(sql, [...parameters]));
}
