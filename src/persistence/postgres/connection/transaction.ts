import type { DataSource, EntityManager } from 'typeorm';
import { sqlStateOf } from './sql-state.js';

/** What `queryRunner.connect()` gives: a client of `pg`. */
interface Client {
  end(): Promise<void>;
}

/** What a server says that has become a standby: the one that has taken over is reached by a new connection only. */
const READ_ONLY = '25006';

/**
 * Runs work in one transaction. A connection on which anything but an SQL error happened is thrown away, since a reply may
 * still be on its way; and so is one whose work takes longer than `withinMs`.
 */
export async function inTransaction<T>(
  dataSource: DataSource,
  withinMs: number,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  const client: Client = await runner.connect();
  const watchdog = setTimeout(() => closeClient(client), withinMs);
  try {
    await runner.startTransaction();
    const result = await work(runner.manager);
    await runner.commitTransaction();
    return result;
  } catch (error) {
    const state = sqlStateOf(error);
    if (state === null || state === READ_ONLY) closeClient(client);
    else await runner.rollbackTransaction().catch(() => closeClient(client));
    throw error;
  } finally {
    clearTimeout(watchdog);
    await runner.release().catch(() => {});
  }
}

/** With a statement under way, `end` cuts the connection; it then tells no one whether it went well. */
function closeClient(client: Client): void {
  client.end().catch(() => {});
}
