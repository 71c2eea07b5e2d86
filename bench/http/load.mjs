/**
 * Puts load on a service, as a child process that `http.mjs` forks: its processor time is not the service's. Takes one message
 * that says what to do, sends "measuring" when the warm-up is over, "measured" when the time is, and then what came out.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { Load } from './load-meter.mjs';

/** Callbacks that may be under way at once in an open loop; one that finds no connection waits, and its time runs. */
const CONNECTIONS = 1_024;
/** Shares of the rate by which an open loop begins: code that has not run yet is slow, and is measured elsewhere. */
const WARMING = [0.2, 0.4, 0.6, 0.8, 1];

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
