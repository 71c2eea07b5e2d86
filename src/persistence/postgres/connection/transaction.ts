import type { DataSource, EntityManager } from 'typeorm';
import { sqlStateOf } from './sql-state.js';

/** The type of `queryRunner.connect()`: a client of `pg`. */
interface Client {
  end(): Promise<void>;
}

export interface TransactionLimits {
  /** Milliseconds that the server lets a statement take. */
  readonly statementMs: number;
  /** Milliseconds after which the transaction is given up, with its connection. */
  readonly transactionMs: number;
}

/** The error of a server that has become a standby: only a new connection reaches the server that took over. */
const READ_ONLY = '25006';

/**
 * Runs work in one transaction. The connection is closed after any error but an SQL error, since a reply may still be on its way,
 * and when the work takes longer than `transactionMs`.
 */
export async function inTransaction<T>(
  dataSource: DataSource,
  limits: TransactionLimits,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  const client: Client = await runner.connect();
  const watchdog = setTimeout(() => abandon(client), limits.transactionMs);
  try {
    await runner.query(beginWith(limits.statementMs));
    const result = await work(runner.manager);
    await runner.query('commit');
    return result;
  } catch (error) {
    const state = sqlStateOf(error);
    if (state === null || state === READ_ONLY) abandon(client);
    else await runner.query('rollback').catch(() => abandon(client));
    throw error;
  } finally {
    clearTimeout(watchdog);
    await runner.release().catch(() => {});
  }
}

/**
 * Begins a transaction with settings of its own, in one round trip. They do not outlive it, so they reach no other client of a
 * connection pooler; and dates and times have one form, whatever the database or the role prefers.
 */
export function beginWith(statementMs: number): string {
  return `begin; set local statement_timeout = ${statementMs}; set local datestyle = 'ISO, YMD'; set local timezone = 'UTC'`;
}

/** Cuts the connection if a statement is running; the statement is then rejected. */
export function abandon(client: Client): void {
  client.end().catch(() => {});
}
