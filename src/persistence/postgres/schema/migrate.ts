import { setTimeout as pause } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import { MigrationExecutor, type DataSource, type QueryRunner } from 'typeorm';
import type { Log } from '../../../runtime/log.js';
import { withTimeout } from '../../../runtime/timeout.js';
import type { DatabaseAddress } from '../connection/database-address.js';
import { createDataSource } from '../connection/data-source.js';
import { abandon, beginWith } from '../connection/transaction.js';
import { BackendWatchdog } from './backend-watchdog.js';
import { checkSuitability } from './suitability.js';

/** The key of the advisory lock; earlier versions take it for their session, which excludes this one too. */
const MIGRATION_LOCK = 4_106_119_254;
const LOCK_POLL_MS = 250;
const LOCK_WAIT_MS = 30_000;
const OPEN_MS = 15_000;
/** A migration that waits longer for a lock on a table is rolled back, so that it does not hold up other sessions. */
const TABLE_LOCK_MS = 30_000;

/** Another session holds the lock for migrations. */
export class MigrationLocked extends Error {
  override readonly name = 'MigrationLocked';
}

export interface MigrateOptions {
  /** Milliseconds after which it rejects with `MigrationLocked`. */
  readonly lockWaitMs?: number;
  readonly signal?: AbortSignal;
  /** Milliseconds between two looks at the server process that migrates. */
  readonly watchdogMs?: number;
}

/** Brings the schema up to date; replicas that start together take turns. Returns the names of the migrations that were run. */
export async function migrate(
  address: DatabaseAddress,
  log: Log,
  { lockWaitMs = LOCK_WAIT_MS, signal, watchdogMs }: MigrateOptions = {},
): Promise<readonly string[]> {
  const clients = new Set<PoolClient>();
  const onConnect = (client: PoolClient) => void clients.add(client);
  const dataSource = createDataSource(address, { statementMs: 0, poolSize: 1, onConnect }, log);
  const cut = () => clients.forEach(abandon);
  signal?.addEventListener('abort', cut, { once: true });
  try {
    await withTimeout(dataSource.initialize(), OPEN_MS, () => {
      cut();
      throw new Error(`the database accepts connections, but does not answer within ${OPEN_MS / 1_000} s`);
    });
    const watchdog = new BackendWatchdog(address, cut, watchdogMs);
    try {
      return await runMigrations(dataSource, watchdog, lockWaitMs);
    } finally {
      await watchdog.stop();
    }
  } finally {
    signal?.removeEventListener('abort', cut);
    cut();
    if (dataSource.isInitialized) await withTimeout(dataSource.destroy(), OPEN_MS, () => undefined);
  }
}

/** In one transaction with its lock: behind a connection pooler, only a transaction keeps its session. */
async function runMigrations(
  dataSource: DataSource,
  watchdog: BackendWatchdog,
  lockWaitMs: number,
): Promise<readonly string[]> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.connect();
    await checkSuitability(runner);
    await lockedTransaction(runner, lockWaitMs);
    await watchdog.watch(runner);
    const executor = new MigrationExecutor(dataSource, runner);
    executor.transaction = 'none';
    const run = await executor.executePendingMigrations();
    await runner.query('commit');
    return run.map(({ name }) => name);
  } finally {
    await runner.release().catch(() => {});
  }
}

/** Begins a transaction that holds the lock. Rejects when another session holds it for too long, with who that is. */
async function lockedTransaction(runner: QueryRunner, waitMs: number): Promise<void> {
  const until = performance.now() + waitMs;
  for (;;) {
    await runner.query(`${beginWith(0)}; set local lock_timeout = ${TABLE_LOCK_MS}`);
    const rows: readonly { readonly locked: boolean }[] = await runner.query(
      'select pg_try_advisory_xact_lock($1) as locked',
      [MIGRATION_LOCK],
    );
    if (rows[0]?.locked === true) return;
    await runner.query('rollback');
    if (performance.now() >= until) throw new MigrationLocked(await lockHolder(runner));
    await pause(LOCK_POLL_MS);
  }
}

async function lockHolder(runner: QueryRunner): Promise<string> {
  const rows: readonly { readonly holder: string }[] = await runner.query(
    `select format('server process %s (%s)', activity.pid, coalesce(nullif(application_name, ''), 'without a name')) as holder
     from pg_locks join pg_stat_activity activity using (pid)
     where locktype = 'advisory' and granted and classid = ($1::bigint >> 32)::int::oid
       and objid = ($1::bigint & 4294967295)::oid and objsubid = 1`,
    [MIGRATION_LOCK],
  );
  const holder = rows[0]?.holder ?? 'another session';
  return `${holder} holds the lock for migrations: it is migrating, or hangs; end it with pg_terminate_backend if it hangs`;
}
