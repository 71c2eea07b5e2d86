import { Client } from 'pg';
import type { QueryRunner } from 'typeorm';
import type { DatabaseAddress } from '../connection/database-address.js';

const CHECK_MS = 5_000;
const MAX_FAILURES = 3;

/**
 * Watches the server process that runs a long statement, from a second connection. A migration may take as long as it needs; a host
 * that vanished would never answer, and TCP alone takes a quarter of an hour to notice.
 */
export class BackendWatchdog {
  private timer: NodeJS.Timeout | null = null;
  private failures = 0;
  private checking: Promise<void> = Promise.resolve();

  /** @param cut closes the watched connection, so that its statement is rejected */
  constructor(
    private readonly address: DatabaseAddress,
    private readonly cut: () => void,
    private readonly checkMs = CHECK_MS,
  ) {}

  /** Starts to watch the server process of a connection. Trial storage has one session, so there is no second one to ask. */
  async watch(runner: QueryRunner): Promise<void> {
    const { connection } = this.address;
    if (!('url' in connection)) return;
    const rows: readonly { readonly pid: number }[] = await runner.query('select pg_backend_pid() as pid');
    const pid = rows[0]?.pid ?? 0;
    this.timer = setInterval(() => {
      this.checking = this.check(connection.url, pid);
    }, this.checkMs).unref();
  }

  async stop(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    this.timer = null;
    await this.checking;
  }

  private async check(url: string, pid: number): Promise<void> {
    const isThere = await hasBackend(url, pid, this.checkMs).catch(() => false);
    this.failures = isThere ? 0 : this.failures + 1;
    if (this.failures >= MAX_FAILURES && this.timer !== null) this.cut();
  }
}

async function hasBackend(url: string, pid: number, withinMs: number): Promise<boolean> {
  const client = new Client({
    connectionString: url,
    application_name: 'friendgate watchdog',
    connectionTimeoutMillis: withinMs / 2,
    query_timeout: withinMs / 2,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rowCount } = await client.query('select from pg_stat_activity where pid = $1', [pid]);
    return rowCount === 1;
  } finally {
    void client.end().catch(() => {});
  }
}
