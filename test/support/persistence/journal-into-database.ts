import { join } from 'node:path';
import type { EntityManager } from 'typeorm';
import { Drain } from '../../../src/persistence/journal/drain/drain.js';
import { JournalDecisionLog } from '../../../src/persistence/journal/journal-decision-log.js';
import { Journal } from '../../../src/persistence/journal/journal.js';
import { RecordWriter } from '../../../src/persistence/journal/drain/record-writer.js';
import { RejectsFile } from '../../../src/persistence/journal/drain/rejects-file.js';
import type { DatabaseAddress } from '../../../src/persistence/postgres/connection/database-address.js';
import { WorkerRecordSink } from '../../../src/persistence/postgres/sink/worker-record-sink.js';
import type { Database } from '../../../src/persistence/postgres/connection/database.js';
import { PostgresRecordSink } from '../../../src/persistence/postgres/sink/postgres-record-sink.js';
import { built } from '../built.js';
import { quiet } from '../quiet.js';

/**
 * A journal in a folder, and its drain into a database: on a PostgreSQL by a worker, as the service does.
 * @param patienceMs how long all records wait for a table that refuses them
 */
export async function aJournalInto(
  database: Database,
  folder: string,
  { connection }: DatabaseAddress,
  patienceMs?: number,
) {
  const journal = await Journal.open(join(folder, 'journal'), quiet);
  const beside = new PostgresRecordSink(database, quiet.log, patienceMs);
  const thread = 'url' in connection ? threadSink(beside, database, connection.url) : null;
  const writer = new RecordWriter(thread ?? beside, new RejectsFile(journal.directory), quiet.log);
  const drain = new Drain(journal, writer, quiet.log);
  const log = new JournalDecisionLog(journal, quiet.log, 'test');
  const close = async () => {
    await log.close();
    await drain.stop(0);
    await thread?.close();
  };
  return { journal, writer, thread, drain, log, close };
}

function threadSink(beside: PostgresRecordSink, database: Database, url: string): WorkerRecordSink {
  built('src/persistence/postgres/sink/record-writer.worker.js');
  return new WorkerRecordSink(beside, database, { url, log: quiet.log });
}

/** Reads rows in a transaction of its own. */
export function rowsOf<Row>(
  database: Database,
  sql: string,
  parameters: readonly unknown[] = [],
): Promise<Row[]> {
  return database.transaction((manager: EntityManager) => manager.query<Row[]>(sql, [...parameters]));
}
