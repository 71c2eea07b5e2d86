import type { DataSource, EntityManager } from 'typeorm';
import type { Clock } from '../../../runtime/clock.js';
import type { Log } from '../../../runtime/log.js';
import { describeError } from '../../../runtime/describe-error.js';
import { withTimeout } from '../../../runtime/timeout.js';
import type { DatabaseAddress } from './database-address.js';
import { createDataSource } from './data-source.js';
import { migrate } from '../schema/migrate.js';
import { dropExpired, createPartitions } from '../schema/partitions.js';
import { isProgrammingError, sqlStateOf } from './sql-state.js';
import { inTransaction } from './transaction.js';

/** `migrating` until the schema is right for the first time. */
export type DatabaseState = 'migrating' | 'ok' | 'away';

/** The database can't be reached now. */
class DatabaseAway extends Error {
  override readonly name = 'DatabaseAway';
}

export interface DatabaseOptions {
  /** Asked at every attempt; may reject. */
  readonly address: () => Promise<DatabaseAddress>;
  readonly retentionDays: number;
  readonly log: Log;
  readonly clock: Clock;
  /** Milliseconds after which a transaction is given up, with its connection. */
  readonly transactionMs?: number;
}

const STATEMENT_MS = 20_000;
const TRANSACTION_MS = 30_000;
const CLOSE_MS = 3_000;
const RETRY_MS = 1_000;
const PING_MS = 5_000;
const MAINTENANCE_MS = 600_000;

/** The database, which may be away at any time: at the start, too. It is opened and migrated in the background. */
export class Database {
  private source: DataSource | null = null;
  private seen: DatabaseState = 'migrating';
  private closed = false;
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly opening: Promise<void>;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly options: DatabaseOptions) {
    this.opening = this.open();
  }

  /** Milliseconds that work may take. */
  get limits(): { readonly statementMs: number; readonly transactionMs: number } {
    return { statementMs: STATEMENT_MS, transactionMs: this.options.transactionMs ?? TRANSACTION_MS };
  }

  get state(): DatabaseState {
    return this.seen;
  }

  /** Resolves once it is open and migrated for the first time, however long that takes. */
  ready(): Promise<void> {
    return this.source === null ? new Promise((resolve) => this.waiting.push(resolve)) : Promise.resolve();
  }

  /** Runs work in one transaction. Rejects with `DatabaseAway`, or with what the database says against the work. */
  async transaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const { source } = this;
    if (source === null || this.closed) throw new DatabaseAway('the database is not open yet');
    return this.trackAvailability((began) =>
      inTransaction(source, this.limits.transactionMs, (manager) => {
        began();
        return work(manager);
      }),
    );
  }

  /**
   * Notes by how work ends whether the database is there: also work that another thread does. Rejects as `transaction` does.
   * @param work calls `began` once a connection lets it work
   */
  async trackAvailability<T>(work: (began: () => void) => Promise<T>): Promise<T> {
    let begun = false;
    try {
      const result = await work(() => {
        begun = true;
      });
      this.seen = 'ok';
      return result;
    } catch (error) {
      // One that lets nobody in (a wrong password, too many connections) is away, too, whatever it says.
      if (begun && (isProgrammingError(error) || (sqlStateOf(error) !== null && !isShutdown(error))))
        throw error;
      if (this.seen === 'ok' && !this.closed)
        this.options.log.warn({ reason: describeError(error) }, 'the database is away');
      this.seen = 'away';
      throw new DatabaseAway('the database is away', { cause: error });
    }
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const timer of this.timers) clearTimeout(timer);
    await withTimeout(Promise.resolve(this.opening), CLOSE_MS, () => undefined).catch(() => {});
    await withTimeout(Promise.resolve(this.source?.destroy()), CLOSE_MS, () => undefined).catch(() => {});
  }

  private async open(): Promise<void> {
    for (let attempt = 0; !this.closed; attempt += 1) {
      try {
        await this.openOnce();
        return;
      } catch (error) {
        const level = attempt % 30 === 0 ? 'error' : 'debug';
        this.options.log[level](
          { reason: describeError(error) },
          'the database cannot be opened; trying again',
        );
        await this.pause(RETRY_MS);
      }
    }
  }

  private async openOnce(): Promise<void> {
    const { log } = this.options;
    const address = await this.options.address();
    const run = await migrate(address, log);
    if (run.length > 0) log.info({ migrations: run }, 'migrated the database');
    const source = createDataSource(address, this.limits, log);
    await source.initialize();
    if (this.closed) {
      await source.destroy();
      return;
    }
    this.source = source;
    this.seen = 'ok';
    await this.maintainPartitions();
    this.every(MAINTENANCE_MS, () => this.maintainPartitions());
    this.every(PING_MS, () => this.transaction((manager) => manager.query('select 1')));
    for (const resolve of this.waiting) resolve();
  }

  private async maintainPartitions(): Promise<void> {
    const { clock, retentionDays, log } = this.options;
    try {
      await this.transaction((manager) => createPartitions(manager, clock.now()));
      await this.transaction(async (manager) =>
        dropExpired(manager, await earlierClock(manager, clock), retentionDays),
      );
    } catch (error) {
      log.warn({ reason: describeError(error) }, 'partitions were not tended; trying again in a while');
    }
  }

  private every(ms: number, work: () => Promise<unknown>): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      // What fails is seen in `state`.
      void work()
        .catch(() => {})
        .finally(() => {
          if (!this.closed) this.every(ms, work);
        });
    }, ms).unref();
    this.timers.add(timer);
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms));
  }
}

/** Class 57: somebody shut the server or the connection down; 08: the connection failed. */
function isShutdown(error: unknown): boolean {
  const state = sqlStateOf(error) ?? '';
  return state.startsWith('57') || state.startsWith('08');
}

/** The earlier of our time and the database's: one clock that is ahead must not drop what is still to be kept. */
async function earlierClock(manager: EntityManager, clock: Clock): Promise<number> {
  const [row] = await manager.query<{ now: Date }[]>('select clock_timestamp() as now');
  return Math.min(clock.now(), row?.now.getTime() ?? 0);
}
