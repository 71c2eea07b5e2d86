import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { HealthWatch } from './health-watch.mjs';
import { Service } from './service.mjs';

const WELL_WITHIN_MS = 60_000;
const senderFile = fileURLToPath(new URL('sender.mjs', import.meta.url));

/** A service under traffic: what was sent to it, and what its health said meanwhile. */
export class Subject {
  /** By number: what came of a callback. */
  sent = [];
  #sender = null;
  health = null;

  constructor({ name, folder, postgres, redis }) {
    this.name = name;
    this.database = name;
    this.service = new Service({
      name,
      folder: join(folder, name),
      databaseUrl: postgres.urlOf(name),
      redisUrl: redis?.url ?? null,
      started: ({ port }) => this.#sender?.send({ port }),
    });
    this.countsInRedis = redis !== null;
    this.postgres = postgres;
  }

  async start(rules) {
    await this.postgres.query('postgres', `create database ${this.database}`);
    await this.service.prepare(rules);
    await this.service.start();
    this.health = new HealthWatch(this.service);
    for (let waited = 0; this.health.last?.status !== 'ok'; waited += 100) {
      if (waited > WELL_WITHIN_MS) throw new Error(`not well before any fault: ${this.state()}`);
      await pause(100);
    }
  }

  /** Begins to send at a rate. */
  async load(rate) {
    this.#sender = fork(senderFile);
    await once(this.#sender, 'message');
    this.ended = new Promise((resolve, reject) => {
      this.#sender.on('message', ({ kind, results }) => {
        if (kind === 'last') resolve();
        else
          for (const [number, sentAt, ms, status, code, delay] of results)
            this.sent.push({ number, sentAt, ms, status, code, delay });
      });
      this.#sender.once('exit', (code) => (code === 0 ? undefined : reject(new Error('the sender ended'))));
    });
    this.#sender.send({ port: this.service.port, rate });
  }

  async unload() {
    this.#sender.send('stop');
    await this.ended;
    this.sent.sort((a, b) => a.number - b.number);
  }

  /** The value of a metric, summed over its labels. */
  async metric(name) {
    const text = await (await fetch(new URL('/metrics', this.service.consoleUrl))).text();
    const lines = [...text.matchAll(new RegExp(`^${name}(?:{[^}]*})? (.*)$`, 'gm'))];
    return lines.reduce((sum, [, value]) => sum + Number(value), 0);
  }

  /** In words, what health says now, and the last lines of the log. */
  state() {
    const { status, parts } = this.health.last ?? { status: 'unknown', parts: [] };
    const lines = this.service.said
      .slice(-3)
      .map(({ msg, reason, err }) => `${msg} ${reason ?? err?.message ?? ''}`);
    return `${this.name} is ${status} (${parts.join(', ')}) after "${lines.join('", "')}"`;
  }

  async remove() {
    await this.health?.stop();
    this.#sender?.kill();
    await this.service.remove();
  }
}
