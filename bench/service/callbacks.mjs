/**
 * Sends callbacks of two items as an open loop at a fixed rate, from a process of its own. Takes one message that says what to
 * do: `port`, `token`, `rate`, and `every`, after how many seconds it sends what came out since; the message "stop" ends it
 * with the last part. Times run from when a callback was due.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from '../http/connection.mjs';
import { Packets } from '../http/packets.mjs';
import { percentiles } from './figures.mjs';

const LAST_ANSWERS_MS = 5_000;
/** Callbacks that may be under way at once; one that finds no connection waits, and its time runs. */
const CONNECTIONS_AT_MOST = 1_024;
const FIRST_CONNECTIONS = 32;

/**
 * How many accounts answer, for each callback a second at least: each sends one packet in 80 s then, and so agrees to 15 in ten
 * minutes at most, which every rule allows however long the run. A multiple of the pairs' period, so that soon no pair of
 * accounts is new and the counters' memory stays what it is.
 */
const RESPONDERS = 80;
const PERIOD = 50_000;
const DIGITS = 8;

function responding(packets, rate) {
  const responders = PERIOD * Math.ceil((rate * RESPONDERS) / PERIOD);
  return (number) => {
    const packet = packets.make(number);
    const { kind, from } = packet.template;
    if (kind === 'responder' || kind === 'burst') return packet;
    const account = String((number * 7_919) % responders).padStart(DIGITS, '0');
    for (const place of from) packet.bytes.write(account, place, 'latin1');
    return packet;
  };
}

class Sender {
  #idle = [];
  #queue = [];
  #open = 0;
  #underWay = 0;
  #stopped = false;
  #part = newPart();

  constructor(order) {
    this.order = order;
    this.make = responding(new Packets({ items: 2, remarks: 'usual', token: order.token }), order.rate);
  }

  async run() {
    const { rate } = this.order;
    for (let number = 0; number < FIRST_CONNECTIONS; number += 1) this.#connect();
    await pause(50);
    const begun = performance.now();
    for (let number = 0; !this.#stopped;) {
      const due = begun + (number * 1_000) / rate;
      if (due > performance.now()) await pause(1);
      else this.#dispatch({ number: number++, due });
    }
    const end = performance.now() + LAST_ANSWERS_MS;
    while (this.#underWay + this.#queue.length > 0 && performance.now() < end) await pause(10);
  }

  stop() {
    this.#stopped = true;
  }

  /** The figures since the last call. */
  take() {
    const part = this.#part;
    this.#part = newPart();
    const { times, late, ...counts } = part;
    return { ...counts, answered: times.length, latency: percentiles(times), late: percentiles(late) };
  }

  get unanswered() {
    return this.#underWay + this.#queue.length;
  }

  #dispatch(callback) {
    const connection = this.#idle.pop();
    if (connection !== undefined) return this.#send(connection, callback);
    this.#queue.push(callback);
    if (this.#open < CONNECTIONS_AT_MOST) this.#connect();
  }

  #connect() {
    this.#open += 1;
    return new Connection(
      this.order.port,
      (connection) => this.#free(connection),
      (gone, waiting) => {
        this.#open -= 1;
        this.#idle = this.#idle.filter((each) => each !== gone);
        waiting?.failed();
      },
    );
  }

  #free(connection) {
    const callback = this.#queue.shift();
    if (callback === undefined) this.#idle.push(connection);
    else this.#send(connection, callback);
  }

  #send(connection, { number, due }) {
    const packet = this.make(number);
    this.#underWay += 1;
    this.#part.late.push(performance.now() - due);
    connection.send(packet.bytes, {
      answered: (again, status, body) => {
        this.#underWay -= 1;
        this.#part.times.push(performance.now() - due);
        this.#note(packet, status, body);
        this.#free(again);
      },
      failed: () => {
        this.#underWay -= 1;
        this.#part.errors += 1;
      },
    });
  }

  /** An answer must have an entry for each item; how many are denied should stay the same all along. */
  #note({ template }, status, body) {
    const items = status === 200 ? parsed(body)?.ResultItem : null;
    if (items?.length !== template.codes.length) {
      this.#part.errors += 1;
      return;
    }
    this.#part.items += items.length;
    this.#part.denied += items.filter(({ ResultCode: code }) => code !== 0).length;
  }
}

const newPart = () => ({ times: [], late: [], errors: 0, items: 0, denied: 0 });

function parsed(body) {
  try {
    return JSON.parse(body.toString());
  } catch {
    return null;
  }
}

async function send(order) {
  const sender = new Sender(order);
  process.on('message', () => sender.stop());
  process.once('disconnect', () => process.exit(1));
  const timer =
    order.every === null
      ? null
      : setInterval(() => process.send({ kind: 'part', part: sender.take() }), order.every * 1_000);
  await sender.run();
  clearInterval(timer);
  const part = { ...sender.take(), unanswered: sender.unanswered };
  process.send({ kind: 'last', part }, () => process.exit(0));
}

process.once('message', (order) => {
  send(order).catch((error) => {
    console.error(error);
    process.exit(1);
  });
});
process.send({ kind: 'there' });
