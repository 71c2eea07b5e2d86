import type { DataSource } from 'typeorm';
import type { Log } from '../../../runtime/log.js';
import type { DatabaseAddress } from '../connection/database-address.js';
import { createDataSource } from '../connection/data-source.js';

/** Any number that nobody else takes. */
const MIGRATION_LOCK = 4_106_119_254;

/** Brings the schema up to date; replicas that start together take turns. Returns the names of what was run. */
export async function migrate(address: DatabaseAddress, log: Log): Promise<readonly string[]> {
  const dataSource = createDataSource(address, { statementMs: 0, poolSize: 1 }, log);
  try {
    await dataSource.initialize();
    return await runMigrations(dataSource);
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
  }
}

async function runMigrations(dataSource: DataSource): Promise<readonly string[]> {
  // The pool has one connection, so the lock and the migrations share a session.
  await dataSource.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
  const run = await dataSource.runMigrations();
  await dataSource.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
  return run.map(({ name }) => name);
}
