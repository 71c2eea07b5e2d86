/**
 * Puts load on a service, as a child process that `http.mjs` forks: its processor time is not the service's. Takes one message
 * that says what to do, sends "measuring" when the warm-up is over, "measured" when the time is, and then what came out.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from './connection.mjs';
import { Oracle } from './oracle.mjs';
import { Packets } from './packets.mjs';

/** Callbacks that may be under way at once in an open loop; one that finds no connection waits, and its time runs. */
const CONNECTIONS = 1_024;
/** How long the last answers are waited for, in milliseconds. */
const LAST_ANSWERS_MS = 5_000;
const SLOWEST_SHOWN = 5;
/** Shares of the rate by which an open loop begins: code that has not run yet is slow, and is measured elsewhere. */
const WARMING = [0.2, 0.4, 0.6, 0.8, 1];

/** Common to both loops: sends, checks, and keeps the times of callbacks that were due while measuring. */
class Load {
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

/** Each connection sends as soon as it has its answer. */
async function closedLoop(load) {
  const { connections, warmUp, seconds } = load.order;
  let goesOn = true;
  const again = (connection) => {
    if (goesOn) load.send(connection, performance.now(), again);
  };
  const open = () =>
    load.connection(again, () => {
      if (goesOn) setTimeout(open, 10);
    });
  const all = Array.from({ length: connections }, open);
  await pause(warmUp * 1_000);
  const completedBefore = load.answered;
  const begun = performance.now();
  load.measure(Infinity);
  process.send({ kind: 'measuring' });
  await pause(seconds * 1_000);
  const perSecond = rateOf(load, begun, load.answered - completedBefore);
  process.send({ kind: 'measured', answered: load.answered - completedBefore });
  goesOn = false;
  await load.lastAnswers();
  for (const connection of all) connection.close();
  return { perSecond, ...load.report() };
}

/** Where answers are few, the time to the last one counts, and not what is left of the last second. */
function rateOf(load, begun, answered) {
  const last = load.times.at(-1)?.[2] ?? performance.now();
  const whole = (answered * 1_000) / (performance.now() - begun);
  return answered < 1_000 && load.times.length > 1 ? (answered * 1_000) / (last - begun) : whole;
}

/**
 * Connections that are all open before the first callback, and used in turn: a proxy keeps them too, and a listen queue that
 * overflows would tell more about TCP than about the service.
 */
class Pool {
  idle = [];
  queue = [];

  constructor(load) {
    this.load = load;
  }

  async open(many) {
    for (let opened = 0; opened < many; opened += 1) {
      this.#openOne();
      if (opened % 32 === 31) await pause(20);
    }
    await pause(500);
  }

  /** Sends on a free connection; where there is none, as soon as there is. */
  dispatch(due) {
    const connection = this.idle.shift();
    if (connection === undefined) this.queue.push(due);
    else this.load.send(connection, due, this.#free);
  }

  close() {
    this.#openOne = () => undefined;
    for (const connection of this.idle) connection.close();
  }

  #free = (connection) => {
    const due = this.queue.shift();
    if (due === undefined) this.idle.push(connection);
    else this.load.send(connection, due, this.#free);
  };

  #openOne = () => {
    this.load.connection(this.#free, (gone) => {
      this.idle = this.idle.filter((each) => each !== gone);
      setTimeout(this.#openOne, 10);
    });
  };
}

/** Callbacks come at a fixed rate, whether or not answers do. */
async function openLoop(load) {
  const { rate, warmUp, seconds } = load.order;
  const pool = new Pool(load);
  await pool.open(CONNECTIONS);
  const run = async (perSecond, forSeconds) => {
    const begun = performance.now();
    for (let index = 0; index < perSecond * forSeconds;) {
      const due = begun + (index * 1_000) / perSecond;
      if (due > performance.now()) await pause(1);
      else {
        pool.dispatch(due);
        index += 1;
      }
    }
  };
  for (const share of WARMING) await run(rate * share, warmUp / WARMING.length);
  load.measure(performance.now() + seconds * 1_000 + 1);
  process.send({ kind: 'measuring' });
  const before = load.answered;
  await run(rate, seconds);
  process.send({ kind: 'measured', answered: load.answered - before });
  await load.lastAnswers();
  pool.close();
  return { perSecond: rate, neverSent: pool.queue.length, ...load.report() };
}

process.once('message', (order) => {
  const load = new Load(order);
  const running = order.loop === 'open' ? openLoop(load) : closedLoop(load);
  running.then(
    (result) => {
      process.send({ kind: 'done', result }, () => process.disconnect());
    },
    (error) => {
      console.error(error);
      process.exit(1);
    },
  );
});
