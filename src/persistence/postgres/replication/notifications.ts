import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { Log } from '../../../runtime/log.js';
import { describeError } from '../../../runtime/describe-error.js';
import type { DatabaseAddress } from '../connection/database-address.js';

/** Things whose changes every replica must hear of. */
export const topics = ['rule-set', 'label'] as const;
export type Topic = (typeof topics)[number];

const CHANNEL = 'friendgate';
const CONNECT_MS = 5_000;
const RETRY_MS = 500;
const KEEP_ALIVE_MS = 10_000;
/** How long a pooler is taken for granted before the next look. */
const POOLER_MS = 60_000;
/** Pauses between two looks without a notification: while they come, and while they do not. */
const LISTENING_POLL_MS = 5_000;
const FALLBACK_POLL_MS = 500;

/** SQL that tells all replicas of a change, once its transaction is committed. */
export const NOTIFY = `select pg_notify('${CHANNEL}', $1)`;

/**
 * Tells of changes in the database that other processes made, by LISTEN/NOTIFY. Subscribers are also called whenever a notification
 * may have been missed, and from time to time: a call says only that a look is worth while. A connection pooler that hands each
 * transaction another session delivers no notifications; behind one, subscribers are called twice a second.
 */
export class Notifications {
  private readonly subscribers = new Map<Topic, Set<() => void>>(topics.map((topic) => [topic, new Set()]));
  private readonly stopping = new AbortController();
  private client: Client | null = null;
  private isListening = false;
  private isPoolerKnown = false;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly address: () => Promise<DatabaseAddress>,
    private readonly log: Log,
  ) {}

  subscribe(topic: Topic, changed: () => void): void {
    this.subscribers.get(topic)?.add(changed);
  }

  start(): void {
    this.running = Promise.all([this.listen(), this.poll()]);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.client?.end().catch(() => undefined);
    await this.running;
  }

  private async listen(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        const { connection } = await this.address();
        // Trial storage delivers no notifications, and has no other writer.
        if (!('url' in connection)) return;
        await this.listenAt(connection.url);
      } catch (error) {
        this.log.debug(
          { reason: describeError(error) },
          'notifications of the database do not come; looking instead',
        );
      }
      await this.sleep(RETRY_MS);
    }
  }

  /** Resolves when the connection has ended. */
  private async listenAt(url: string): Promise<void> {
    const client = new Client({
      connectionString: url,
      application_name: 'friendgate notices',
      connectionTimeoutMillis: CONNECT_MS,
      keepAlive: true,
      keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
      query_timeout: CONNECT_MS,
    });
    const ended = new Promise<void>((resolve) => {
      client.once('end', resolve);
      client.once('error', () => resolve());
    });
    this.client = client;
    try {
      await client.connect();
      if (await isBehindPooler(client)) return await this.waitBehindPooler(client);
      client.on('notification', ({ payload }) => this.notify(topics.filter((topic) => topic === payload)));
      await client.query(`listen ${CHANNEL}`);
      this.isListening = true;
      // Notifications of before were missed.
      this.notify(topics);
      await ended;
    } finally {
      this.isListening = false;
      this.client = null;
      await client.end().catch(() => undefined);
    }
  }

  private async waitBehindPooler(client: Client): Promise<void> {
    await client.end();
    if (!this.isPoolerKnown) {
      this.log.info({}, 'the database is behind a connection pooler: changes are looked up twice a second');
    }
    this.isPoolerKnown = true;
    await this.sleep(POOLER_MS);
  }

  private async poll(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      await this.sleep(this.isListening ? LISTENING_POLL_MS : FALLBACK_POLL_MS);
      this.notify(topics);
    }
  }

  private notify(about: readonly Topic[]): void {
    if (this.stopping.signal.aborted) return;
    for (const topic of about) for (const changed of this.subscribers.get(topic) ?? []) changed();
  }

  private async sleep(ms: number): Promise<void> {
    await pause(ms, undefined, { ref: false, signal: this.stopping.signal }).catch(() => undefined);
  }
}

/** A pooler tells the client a process id of its own at the start, and not that of the server process. */
async function isBehindPooler(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ readonly pid: number }>('select pg_backend_pid() as pid');
  return rows[0]?.pid !== Reflect.get(client, 'processID');
}
