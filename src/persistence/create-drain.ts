import { TrialStorage } from './embedded/trial-storage.js';
import { Drain } from './journal/drain/drain.js';
import { Journal } from './journal/journal.js';
import { RecordWriter } from './journal/drain/record-writer.js';
import { RejectsFile } from './journal/drain/rejects-file.js';
import { postgresAt } from './postgres/connection/database-address.js';
import { ReplicaRegistry } from './postgres/replication/replica-registry.js';
import type { PersistenceOptions } from './persistence-options.js';

/** The database, and what moves records of the journal into it. */
export async function createDrain(
  journal: Journal,
  trial: TrialStorage | null,
  { config, log, clock }: PersistenceOptions,
) {
  const { databaseUrl, retentionDays } = config;
  // TypeORM takes as long to load as the rest of the service, so it is loaded only here.
  const [{ Database }, { PostgresRecordSink }, { WorkerRecordSink }, { PostgresRuleSetStore }] =
    await Promise.all([
      import('./postgres/connection/database.js'),
      import('./postgres/sink/postgres-record-sink.js'),
      import('./postgres/sink/worker-record-sink.js'),
      import('./postgres/rule-sets/postgres-rule-set-store.js'),
    ]);
  const { Notifications } = await import('./postgres/replication/notifications.js');
  const address = async () => trial?.address() ?? postgresAt(databaseUrl ?? '');
  const database = new Database({ address, retentionDays, log, clock });
  const rejects = new RejectsFile(journal.directory);
  const mainSink = new PostgresRecordSink(database, log);
  // Trial storage has one session, and this thread has it.
  const workerSink =
    databaseUrl === null ? null : new WorkerRecordSink(mainSink, database, { url: databaseUrl, log });
  const sink = workerSink ?? mainSink;
  const writer = new RecordWriter(sink, rejects, log);
  const ruleSets = new PostgresRuleSetStore(database);
  const notifications = new Notifications(address, log);
  const replicas = new ReplicaRegistry({ database, clock, log });
  const drain = new Drain(journal, writer, log);
  return { database, sink, writer, workerSink, ruleSets, notifications, replicas, drain };
}
