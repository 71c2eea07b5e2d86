/**
 * Sends the callbacks of `traffic.mjs` at a steady rate that waits for no answer, from a process of its own. Takes one message
 * (`port`, `rate`), then `{ port }` whenever the service has moved, and "stop". Reports the answers twice a second, as
 * `[number, sentAt, ms, status, code, delay]`: `sentAt` is in milliseconds since the epoch, `ms` runs from when a request was written,
 * and `delay` is how long after it was due that was, which is the sender's own.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from '../http/connection.mjs';
import { kindOf, requestOf } from './traffic.mjs';

const MAX_CONNECTIONS = 256;
/** The platform has given up long before. */
const GIVE_UP_MS = 5_000;
const REPORT_MS = 500;
const UNANSWERED = 0;

class Sender {
  /** The service's port; connections to an earlier one are not used again. */
  port = 0;
  isStopped = false;
  #open = 0;
  #underWay = 0;
  #idle = [];
  #results = [];

  constructor({ port, rate }) {
    this.port = port;
    this.rate = rate;
  }

  async run() {
    const begun = performance.now();
    for (let number = 0; !this.isStopped; number += 1) {
      const due = begun + (number * 1_000) / this.rate;
      if (due > performance.now()) await pause(due - performance.now());
      this.#send(number, due);
    }
    const end = performance.now() + GIVE_UP_MS;
    while (this.#underWay > 0 && performance.now() < end) await pause(10);
  }

  moveTo(port) {
    this.port = port;
    this.#idle = this.#idle.filter((each) => each.port === port);
  }

  /** The answers since the last time. */
  take() {
    return this.#results.splice(0);
  }

  #send(number, due) {
    let written = performance.now();
    this.#underWay += 1;
    let isSettled = false;
    const settle = (status, code) => {
      if (isSettled) return;
      isSettled = true;
      clearTimeout(limit);
      this.#underWay -= 1;
      const sentAt = performance.timeOrigin + written;
      this.#results.push([number, sentAt, performance.now() - written, status, code, written - due]);
    };
    const limit = setTimeout(() => settle(UNANSWERED, null), GIVE_UP_MS);
    this.#connected((connection) => {
      if (connection === null) return settle(UNANSWERED, null);
      written = performance.now();
      return connection.send(requestOf(number), {
        answered: (again, status, body) => {
          settle(status, codeIn(number, status, body));
          if (again.port === this.port) this.#idle.push(again);
          else again.close();
        },
        failed: () => settle(UNANSWERED, null),
      });
    });
  }

  /** Calls back with a connection that is free, or `null` where there is none. */
  #connected(use) {
    const found = this.#idle.pop();
    if (found !== undefined) return use(found);
    if (this.#open >= MAX_CONNECTIONS) return use(null);
    this.#open += 1;
    const { port } = this;
    let isOpened = false;
    return new Connection(
      port,
      (connection) => {
        isOpened = true;
        use(Object.assign(connection, { port }));
      },
      (gone, waiting) => {
        this.#open -= 1;
        this.#idle = this.#idle.filter((each) => each !== gone);
        if (!isOpened) use(null);
        waiting?.failed();
      },
    );
  }
}

/** The result code of the only item; `ErrorCode` of a deletion; `null` for a body that is no proper answer. */
function codeIn(number, status, body) {
  if (status !== 200) return null;
  try {
    const answer = JSON.parse(body.toString());
    if (kindOf(number) === 'deletion') return answer.ErrorCode;
    return answer.ResultItem.length === 1 ? answer.ResultItem[0].ResultCode : null;
  } catch {
    return null;
  }
}

async function send(order) {
  const sender = new Sender(order);
  process.on('message', (message) => {
    if (message === 'stop') sender.isStopped = true;
    else sender.moveTo(message.port);
  });
  const report = () => {
    const results = sender.take();
    if (results.length > 0) process.send({ kind: 'results', results });
  };
  const timer = setInterval(report, REPORT_MS);
  await sender.run();
  clearInterval(timer);
  report();
  process.send({ kind: 'last' }, () => process.exit(0));
}

process.once('message', (order) => {
  send(order).catch((error) => {
    console.error(error);
    process.exit(1);
  });
});
process.once('disconnect', () => process.exit(1));
process.send({ kind: 'there' });
