import pg, { Pool, type PoolClient, type PoolConfig } from 'pg';
import { DataSource, type Logger } from 'typeorm';
import type { Log } from '../../../runtime/log.js';
import { describeError } from '../../../runtime/describe-error.js';
import { migrations } from '../schema/migrations.js';
import { listRevisionRows, ruleSetRows } from '../rule-sets/rule-set-rows.js';
import type { DatabaseAddress } from './database-address.js';

const CONNECT_MS = 5_000;
/** A connection without traffic is probed after this time, so that a host that vanished is noticed. */
const KEEP_ALIVE_MS = 10_000;
/** How much longer the client waits for a statement than the server allows, for a server that has stopped answering. */
const SERVER_GRACE_MS = 2_000;

export interface SessionLimits {
  /** Milliseconds that a statement may take; the client gives up a little later. 0: no limit. */
  readonly statementMs: number;
  readonly poolSize?: number;
  /** Gets each new connection before it is used. */
  readonly onConnect?: (client: PoolClient) => void;
}

/** A data source, not yet connected. */
export function createDataSource(address: DatabaseAddress, limits: SessionLimits, log: Log): DataSource {
  const { connection } = address;
  return new DataSource({
    type: 'postgres',
    driver: driverWith(limits.onConnect),
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
    logger: silent,
    poolErrorHandler: (error: unknown) =>
      log.debug({ reason: describeError(error) }, 'an idle database connection broke'),
    // No `statement_timeout` here: a connection pooler refuses it as a parameter of the start. Transactions set it.
    extra: {
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
      ...(limits.statementMs > 0 && { query_timeout: limits.statementMs + SERVER_GRACE_MS }),
    },
  });
}

/** TypeORM's own logger prints failed migrations to the terminal; they are rejections here. */
const silent: Logger = {
  logQuery: () => {},
  logQueryError: () => {},
  logQuerySlow: () => {},
  logSchemaBuild: () => {},
  logMigration: () => {},
  log: () => {},
};

/** The `pg` package, with a pool that hands out its connections. */
function driverWith(onConnect: SessionLimits['onConnect']): typeof pg {
  if (onConnect === undefined) return pg;
  class WatchedPool extends Pool {
    constructor(config?: PoolConfig) {
      super(config);
      this.on('connect', onConnect ?? (() => {}));
    }
  }
  const driver: typeof pg = Object.create(pg, { Pool: { value: WatchedPool } });
  return driver;
}
