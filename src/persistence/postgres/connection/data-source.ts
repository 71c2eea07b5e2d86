import pg from 'pg';
import { DataSource } from 'typeorm';
import type { Log } from '../../../runtime/log.js';
import { describeError } from '../../../runtime/describe-error.js';
import type { DatabaseAddress } from './database-address.js';
import { migrations } from '../schema/migrations.js';
import { listRevisionRows, ruleSetRows } from '../rule-sets/rule-set-rows.js';

const CONNECT_MS = 5_000;

export interface SessionLimits {
  /** Milliseconds that a statement may take; the client gives up a little later, should the server be deaf. 0: for ever. */
  readonly statementMs: number;
  readonly poolSize?: number;
}

/** A data source, not yet connected. */
export function createDataSource(address: DatabaseAddress, limits: SessionLimits, log: Log): DataSource {
  const { connection } = address;
  return new DataSource({
    type: 'postgres',
    driver: pg,
    ...('url' in connection
      ? { url: connection.url }
      : { host: connection.socketDirectory, username: 'postgres', database: 'postgres' }),
    applicationName: 'friendgate',
    poolSize: limits.poolSize ?? address.poolSize,
    connectTimeoutMS: CONNECT_MS,
    entities: [ruleSetRows, listRevisionRows],
    migrations: [...migrations],
    migrationsTableName: 'friendgate_migration',
    migrationsTransactionMode: 'all',
    installExtensions: false,
    logging: false,
    poolErrorHandler: (error: unknown) =>
      log.debug({ reason: describeError(error) }, 'an idle database connection broke'),
    extra: {
      keepAlive: true,
      ...(limits.statementMs > 0 && {
        statement_timeout: limits.statementMs,
        query_timeout: limits.statementMs + 2_000,
      }),
    },
  });
}
