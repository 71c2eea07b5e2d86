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
/** How often everybody looks for himself: while notices come, and while they do not. */
const LISTENING_POLL_MS = 5_000;
const FALLBACK_POLL_MS = 500;

/** SQL that tells all replicas of a change, once its transaction is committed. */
export const NOTIFY = `select pg_notify('${CHANNEL}', $1)`;

/**
 * Tells of changes in the database that other processes made, by LISTEN/NOTIFY. Who subscribed is also called whenever a notice
 * may have been missed, and from time to time: a call says only that a look is worth while.
 */
export class Notifications {
  private readonly subscribers = new Map<Topic, Set<() => void>>(topics.map((topic) => [topic, new Set()]));
  private readonly stopping = new AbortController();
  private client: Client | null = null;
  private isListening = false;
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
          'notices of the database are not heard; looking instead',
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
    });
    const ended = new Promise<void>((resolve) => {
      client.once('end', resolve);
      client.once('error', () => resolve());
    });
    this.client = client;
    try {
      await client.connect();
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
