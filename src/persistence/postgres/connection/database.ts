import type { DataSource, EntityManager } from 'typeorm';
import type { Clock } from '../../../runtime/clock.js';
import type { Log } from '../../../runtime/log.js';
import { sleep } from '../../../runtime/backoff.js';
import { withTimeout } from '../../../runtime/timeout.js';
import { checkSchema, schemaProblem } from '../schema/check-schema.js';
import { maintainPartitions } from '../schema/maintain-partitions.js';
import { migrate, MigrationLocked } from '../schema/migrate.js';
import { UnsuitableDatabase } from '../schema/suitability.js';
import { Availability, type DatabaseState } from './availability.js';
import { createDataSource } from './data-source.js';
import type { DatabaseAddress } from './database-address.js';
import { explainDatabaseError } from './explain-error.js';
import { PeriodicWork } from './periodic-work.js';
import { isProgrammingError, isShutdown, sqlStateOf } from './sql-state.js';
import { inTransaction, type TransactionLimits } from './transaction.js';

/** The database cannot be reached now. */
class DatabaseAway extends Error {
  override readonly name = 'DatabaseAway';
}

export interface DatabaseOptions {
  /** Called at every attempt; may reject. */
  readonly address: () => Promise<DatabaseAddress>;
  readonly retentionDays: number;
  readonly log: Log;
  readonly clock: Clock;
  /** Milliseconds after which a transaction is given up, with its connection. */
  readonly transactionMs?: number;
  /** See `MigrateOptions`. */
  readonly watchdogMs?: number;
}

const STATEMENT_MS = 20_000;
const TRANSACTION_MS = 30_000;
const CLOSE_MS = 3_000;
const RETRY_MS = 1_000;
/** Pause after a failure that lasts until an operator changes the database. */
const UNSUITABLE_RETRY_MS = 10_000;
const LOCK_WAIT_MS = 2_000;
/** Replicas that start together wait for each other's migrations: not worth a line before so many attempts. */
const QUIET_LOCK_ATTEMPTS = 4;
const CHECK_MS = 2_000;
const MAINTENANCE_MS = 600_000;

/** The database, which may be away at any time, also at the start. It is opened and migrated in the background. */
export class Database {
  private source: DataSource | null = null;
  private readonly availability: Availability;
  private readonly closing = new AbortController();
  private readonly periodic = new PeriodicWork();
  private readonly opening: Promise<void>;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly options: DatabaseOptions) {
    this.availability = new Availability(options.clock, options.log);
    this.opening = this.open();
  }

  /** Milliseconds that work may take. */
  get limits(): TransactionLimits {
    return { statementMs: STATEMENT_MS, transactionMs: this.options.transactionMs ?? TRANSACTION_MS };
  }

  get state(): DatabaseState {
    return this.availability.state;
  }

  /** In plain words what prevents it from doing its work; `null` when nothing does. */
  get problem(): string | null {
    return this.availability.problem;
  }

  get isClosed(): boolean {
    return this.closing.signal.aborted;
  }

  /** Resolves once it is open and migrated for the first time, however long that takes. */
  ready(): Promise<void> {
    return this.source === null ? new Promise((resolve) => this.waiting.push(resolve)) : Promise.resolve();
  }

  /** Runs work in one transaction. Rejects with `DatabaseAway`, or with the database's error against the work. */
  async transaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const { source } = this;
    if (source === null || this.isClosed) throw new DatabaseAway('the database is not open yet');
    return this.trackAvailability((began) =>
      inTransaction(source, this.limits, (manager) => {
        began();
        return work(manager);
      }),
    );
  }

  /**
   * Notes from the outcome of work, also of another thread's, whether the database is there. Rejects as `transaction` does.
   * @param work calls `began` once it has a connection
   */
  async trackAvailability<T>(work: (began: () => void) => Promise<T>): Promise<T> {
    let begun = false;
    try {
      const result = await work(() => {
        begun = true;
      });
      this.availability.noteAnswer();
      return result;
    } catch (error) {
      // A server that refuses connections (a wrong password, too many clients) is away, whatever it says.
      if (begun && (isProgrammingError(error) || (sqlStateOf(error) !== null && !isShutdown(error)))) {
        this.availability.noteAnswer();
        this.availability.faults.note(error);
        throw error;
      }
      if (!this.isClosed) this.availability.noteAway(error);
      throw new DatabaseAway('the database is away', { cause: error });
    }
  }

  async close(): Promise<void> {
    this.closing.abort();
    this.periodic.stop();
    await withTimeout(this.opening, CLOSE_MS, () => undefined).catch(() => {});
    await withTimeout(this.source?.destroy() ?? Promise.resolve(), CLOSE_MS, () => undefined).catch(() => {});
  }

  private async open(): Promise<void> {
    const { signal } = this.closing;
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      try {
        await this.openOnce();
        return;
      } catch (error) {
        const quiet = error instanceof MigrationLocked ? QUIET_LOCK_ATTEMPTS : 0;
        if (!signal.aborted) this.availability.noteOpenFailure(error, attempt, quiet);
        await sleep(error instanceof UnsuitableDatabase ? UNSUITABLE_RETRY_MS : RETRY_MS, signal);
      }
    }
  }

  private async openOnce(): Promise<void> {
    const address = await this.options.address();
    await this.migrate(address);
    const source = createDataSource(address, this.limits, this.options.log);
    await source.initialize();
    if (this.isClosed) {
      await source.destroy();
      return;
    }
    this.source = source;
    this.availability.noteAnswer();
    await this.maintain();
    this.periodic.every(MAINTENANCE_MS, () => this.maintain());
    this.periodic.every(CHECK_MS, () => this.check());
    for (const resolve of this.waiting) resolve();
  }

  private async migrate(address: DatabaseAddress): Promise<void> {
    const { log, watchdogMs } = this.options;
    const { signal } = this.closing;
    const run = await migrate(address, log, {
      lockWaitMs: LOCK_WAIT_MS,
      signal,
      ...(watchdogMs && { watchdogMs }),
    });
    if (run.length > 0) log.info({ migrations: run }, 'migrated the database');
  }

  /** Looks whether it answers and has its tables. A database that was created anew gets them again. */
  private async check(): Promise<void> {
    const { faults } = this.availability;
    const found = await faults.watch(this.transaction(checkSchema));
    const problem = schemaProblem(found);
    faults.noteSchema(problem);
    if (problem === null || !found.isEmpty || found.isReadOnly) return;
    try {
      await this.migrate(await this.options.address());
      await this.maintain();
      faults.noteSchema(null);
      this.options.log.warn({}, 'the database was created anew: its tables have been made');
    } catch (error) {
      faults.noteSchema(`${problem}, but that failed: ${explainDatabaseError(error)}`);
    }
  }

  private async maintain(): Promise<void> {
    const { clock, retentionDays, log } = this.options;
    try {
      await maintainPartitions((work) => this.transaction(work), clock, retentionDays);
    } catch (error) {
      log.warn(
        { reason: explainDatabaseError(error) },
        'partitions were not maintained; trying again in ten minutes',
      );
    }
  }
}
