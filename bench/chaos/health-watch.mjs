import { setTimeout as pause } from 'node:timers/promises';

const EVERY_MS = 200;
const WITHIN_MS = 1_000;

/** Asks for the health of a service again and again: `{ at, status, parts, ruleSets }`. `down`: nothing answered. */
export class HealthWatch {
  samples = [];
  #stopping = new AbortController();
  #running;

  constructor(service) {
    this.service = service;
    this.#running = this.#run();
  }

  get last() {
    return this.samples.at(-1) ?? null;
  }

  /** Whether health said ok in every sample from a moment on to another. */
  wasOk(from, to) {
    const near = this.#between(from, to);
    return near.length > 0 && near.every(({ status }) => status === 'ok');
  }

  /** The parts that were degraded, and other states than ok, between two moments. */
  saidBetween(from, to) {
    const said = this.#between(from, to).flatMap(({ status, parts }) =>
      status === 'degraded' ? parts : status === 'ok' ? [] : [status],
    );
    return [...new Set(said)];
  }

  async stop() {
    this.#stopping.abort();
    await this.#running;
  }

  #between(from, to) {
    let low = 0;
    let high = this.samples.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.samples[middle].at < from) low = middle + 1;
      else high = middle;
    }
    const found = [];
    for (let i = low; i < this.samples.length && this.samples[i].at <= to; i += 1)
      found.push(this.samples[i]);
    return found;
  }

  async #run() {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      const sample = await this.#ask();
      this.samples.push({ at: Date.now(), ...sample });
      await pause(EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  async #ask() {
    try {
      const answer = await fetch(new URL('/health/ready', this.service.consoleUrl), {
        signal: AbortSignal.timeout(WITHIN_MS),
      });
      const { status, degraded, ruleSets } = await answer.json();
      return { status, parts: degraded.map(({ part }) => part), ruleSets };
    } catch {
      return { status: 'down', parts: [], ruleSets: null };
    }
  }
}
