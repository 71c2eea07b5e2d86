import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from './connection.mjs';
import { Oracle } from './oracle.mjs';
import { Packets } from './packets.mjs';

/** How long the last answers are waited for, in milliseconds. */
const LAST_ANSWERS_MS = 5_000;
const SLOWEST_SHOWN = 5;

/** Common to both loops: sends, checks, and keeps the times of callbacks that were due while measuring. */
export class Load {
  #next = 0;
  #from = Infinity;
  #until = Infinity;
  underWay = 0;
  sent = 0;
  errors = 0;
  answered = 0;
  /** Milliseconds: when it was to be sent, when it was, when its answer came. */
  times = [];

  constructor(order) {
    this.order = order;
    this.packets = new Packets(order);
    this.oracle = order.checked ? new Oracle(this.packets) : null;
  }

  /** Starts measuring: callbacks that are due from now on count. */
  measure(until) {
    this.#from = performance.now();
    this.#until = until;
  }

  connection(opened, ended) {
    return new Connection(this.order.port, opened, (connection, waiting) => {
      if (waiting !== null) waiting.failed();
      ended(connection);
    });
  }

  send(connection, due, then) {
    const packet = this.packets.make(this.#next++);
    const isMeasured = due >= this.#from && due < this.#until;
    this.oracle?.expect(packet, isMeasured);
    this.sent += 1;
    this.underWay += 1;
    const sentAt = performance.now();
    connection.send(packet.bytes, {
      answered: (again, status, body) => {
        this.underWay -= 1;
        this.answered += 1;
        if (isMeasured) this.times.push([due, sentAt, performance.now()]);
        if (this.oracle === null) this.errors += Number(status !== 200);
        else this.oracle.check(packet, status, body, isMeasured);
        then(again);
      },
      failed: () => {
        this.underWay -= 1;
        this.errors += 1;
      },
    });
  }

  async lastAnswers() {
    const end = performance.now() + LAST_ANSWERS_MS;
    while (this.underWay > 0 && performance.now() < end) await pause(10);
    this.oracle?.close();
  }

  report() {
    const begun = this.times[0]?.[0] ?? 0;
    const latencies = sorted(this.times.map(([due, , answered]) => answered - due));
    const slowest = this.times
      .toSorted((a, b) => b[2] - b[0] - (a[2] - a[0]))
      .slice(0, SLOWEST_SHOWN)
      .map(([due, , answered]) => ({ second: (due - begun) / 1_000, ms: answered - due }));
    return {
      sent: this.sent,
      answered: this.answered,
      measured: latencies.length,
      latency: percentiles(latencies),
      /** How late the generator itself was: part of every latency. */
      sending: percentiles(sorted(this.times.map(([due, sentAt]) => sentAt - due))),
      overOneSecond: latencies.filter((ms) => ms > 1_000).length,
      overTwoSeconds: latencies.filter((ms) => ms > 2_000).length,
      errors: this.errors,
      unanswered: this.underWay,
      wrong: this.oracle?.wrong ?? null,
      wrongBefore: this.oracle?.wrongBefore ?? null,
      shown: this.oracle?.shown ?? [],
      slowest,
    };
  }
}

const sorted = (numbers) => Float64Array.from(numbers).sort();

function percentiles(ms) {
  const at = (share) => ms[Math.min(ms.length - 1, Math.floor(ms.length * share))] ?? null;
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99), p999: at(0.999), max: at(1) };
}
