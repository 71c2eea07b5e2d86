/**
 * How many replicas, Redis shards and PostgreSQL servers some traffic needs: a discrete-event simulation of callbacks on their
 * way through queues, with the costs that `bench/callback-cost.mjs` and `bench/drain.mjs` measured. It begins with what it says of
 * one replica at the rate that was measured, so that the model can be held against the machine.
 *
 * Callbacks arrive at random (Poisson); for one second of every five there are BURST times as many. Each goes to a random
 * replica, waits for its thread, asks the Redis shard of its app, waits for the thread again, waits for the next sync of the
 * journal, and is answered; a second script settles it. Replicas pause now and then (garbage, drains). In the middle of the run one
 * replica is killed: what it was at goes unanswered, the others take its share.
 *
 *   node bench/scaling-simulation.mjs            # the table of docs/scaling.md
 *   RATE=10000 APPS=20 node bench/scaling-simulation.mjs
 */
import { performance } from 'node:perf_hooks';

const number = (name, otherwise) => Number(process.env[name] ?? otherwise);
/** Milliseconds where nothing else is said. */
const costs = {
  /** Processor time of a replica for a callback; this share of it before Redis is asked. */
  replica: number('REPLICA_MS', 0.75),
  before: 0.4,
  /** Processor time of Redis for both scripts. */
  redis: number('REDIS_MS', 0.23),
  network: number('NETWORK_MS', 0.3),
  sync: number('SYNC_MS', 2),
  /** A pause of a replica's thread, and how often a second. */
  pause: number('PAUSE_MS', 30),
  pauses: 1,
  /** When Redis counts as away, and when the answer has to be on its way. */
  timeout: 50,
  deadline: 1_000,
  /** Decisions a second that one PostgreSQL server takes. */
  database: number('DATABASE_PER_S', 12_000),
};
const burst = number('BURST', 2);
const seconds = number('SIMULATED_S', 10);

/** Random numbers that come again: the same run twice gives the same table. */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Priority queue of events by time. */
class Agenda {
  times = [];
  tasks = [];

  add(time, task) {
    const { times, tasks } = this;
    let at = times.length;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (times[parent] <= time) break;
      times[at] = times[parent];
      tasks[at] = tasks[parent];
      at = parent;
    }
    times[at] = time;
    tasks[at] = task;
  }

  /** Runs all in their order. */
  run() {
    const { times, tasks } = this;
    while (times.length > 0) {
      const time = times[0];
      const task = tasks[0];
      const lastTime = times.pop();
      const lastTask = tasks.pop();
      if (times.length > 0) this.sink(lastTime, lastTask);
      task(time);
    }
  }

  /** Puts one in from the top. */
  sink(time, task) {
    const { times, tasks } = this;
    let at = 0;
    for (let child = 1; child < times.length; child = 2 * at + 1) {
      if (child + 1 < times.length && times[child + 1] < times[child]) child++;
      if (times[child] >= time) break;
      times[at] = times[child];
      tasks[at] = tasks[child];
      at = child;
    }
    times[at] = time;
    tasks[at] = task;
  }
}

/** Something that does one thing at a time, in the order in which it is asked. */
class Server {
  freeAt = 0;
  busy = 0;

  /** When work that is handed in now will be done. */
  take(now, work) {
    this.freeAt = Math.max(this.freeAt, now) + work;
    this.busy += work;
    return this.freeAt;
  }
}

/** One run: what happens to callbacks on their way. */
class Run {
  agenda = new Agenda();
  random = randomFrom(7);
  end = seconds * 1_000;
  latencies = [];
  unanswered = 0;
  unknown = 0;
  late = 0;

  constructor({ rate, replicas, shards, apps, kills = true, bursts = burst }) {
    Object.assign(this, { rate, apps, bursts });
    this.nodes = Array.from({ length: replicas }, () => ({
      thread: new Server(),
      syncedAt: 0,
      waiting: [],
      gone: false,
    }));
    this.redis = Array.from({ length: shards }, () => new Server());
    this.nextArrival(0);
    for (const node of this.nodes) this.agenda.add(this.pauseLength(), (at) => this.pauseAt(node, at));
    if (kills) this.agenda.add(this.end / 2, () => (this.nodes[0].gone = true));
    this.agenda.run();
  }

  exponential(mean) {
    return -mean * Math.log(1 - this.random());
  }

  /** Most of a callback's work does not depend on chance: half of it is fixed. */
  work(mean) {
    return mean / 2 + this.exponential(mean / 2);
  }

  pauseLength() {
    return this.exponential(1_000 / costs.pauses);
  }

  pauseAt(node, now) {
    node.thread.take(now, costs.pause);
    const next = now + this.pauseLength();
    if (next < this.end) this.agenda.add(next, (at) => this.pauseAt(node, at));
  }

  nextArrival(now) {
    const isBurst = Math.floor(now / 1_000) % 5 === 4;
    const next = now + this.exponential(1_000 / (this.rate * (isBurst ? this.bursts : 1)));
    if (next >= this.end) return;
    this.agenda.add(next, (at) => {
      this.arrive(at);
      this.nextArrival(at);
    });
  }

  arrive(begun) {
    const { nodes, redis, agenda, apps } = this;
    const any = (all) => all[Math.floor(this.random() * all.length)];
    let node = any(nodes);
    while (node.gone) node = any(nodes);
    const shard = redis[Math.floor(this.random() * apps) % redis.length];
    agenda.add(node.thread.take(begun, this.work(costs.replica * costs.before)), (asked) => {
      const told = shard.take(asked + costs.network / 2, this.work(costs.redis / 2)) + costs.network / 2;
      if (told - asked > costs.timeout) this.unknown++;
      agenda.add(Math.min(told, asked + costs.timeout), (now) => {
        const judged = node.thread.take(now, this.work(costs.replica * (1 - costs.before)));
        agenda.add(judged, () => this.journal(node, shard, { begun, judged }));
      });
    });
  }

  journal(node, shard, { begun, judged }) {
    if (judged - begun > costs.deadline) this.late++;
    shard.take(judged, this.work(costs.redis / 2));
    node.waiting.push(begun);
    if (node.syncedAt <= judged) this.sync(node, judged);
  }

  sync(node, now) {
    const batch = node.waiting;
    node.waiting = [];
    node.syncedAt = now + this.work(costs.sync);
    this.agenda.add(node.syncedAt, (at) => {
      for (const begun of batch) {
        if (node.gone) this.unanswered++;
        else this.latencies.push(at - begun);
      }
      if (node.waiting.length > 0) this.sync(node, at);
    });
  }

  report() {
    const sorted = Float64Array.from(this.latencies).sort();
    const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
    const { unanswered, unknown, late, nodes, redis, end } = this;
    return {
      answered: sorted.length,
      unanswered,
      unknown,
      late,
      median: at(0.5),
      p99: at(0.99),
      p999: at(0.999),
      thread: nodes.at(-1).thread.busy / end,
      redis: Math.max(...redis.map(({ busy }) => busy)) / end,
    };
  }
}

const simulate = (options) => new Run(options).report();

/** Whether staff can sleep: nothing late, hardly a reading unknown, and answers far from the deadline. */
function isEnough({ answered, unknown, late, p999 }) {
  return late === 0 && unknown < answered / 1_000 && p999 < costs.deadline / 4;
}

/** The fewest replicas and shards that are enough; `null` shards when one app's shard is not. */
function sized(rate, apps) {
  let shards = Math.max(1, Math.min(apps, Math.ceil((rate * burst * costs.redis) / 1_000 / 0.7)));
  let replicas = Math.max(2, Math.ceil((rate * burst * costs.replica) / 1_000 / 0.8) + 1);
  for (let tries = 0; tries < 12; tries++) {
    const found = simulate({ rate, replicas, shards, apps });
    if (isEnough(found)) return { replicas, shards, found };
    if (found.redis > 0.6 && shards < apps) shards = Math.min(apps, Math.ceil(shards * 1.25));
    else if (found.redis > 0.6) return { replicas, shards, found, outgrown: true };
    replicas = Math.ceil(replicas * 1.1);
  }
  throw new Error(`no size was found for ${rate} callbacks a second`);
}

const ms = (time) => `${time.toFixed(time < 10 ? 1 : 0)} ms`;
const percent = (share) => `${Math.round(100 * share)} %`;

function row(rate, apps) {
  const { replicas, shards, found, outgrown = false } = sized(rate, apps);
  const databases = Math.ceil((rate * 1.2) / (costs.database * 0.7));
  console.log(
    `| ${[
      rate.toLocaleString('en'),
      apps,
      replicas,
      `${shards}${outgrown ? ' (not enough)' : ''}`,
      databases,
      percent(found.thread),
      percent(found.redis),
      ms(found.median),
      ms(found.p99),
      ms(found.p999),
      found.unknown.toLocaleString('en'),
      found.late.toLocaleString('en'),
      found.unanswered,
    ].join(' | ')} |`,
  );
}

const begun = performance.now();
const check = simulate({ rate: 800, replicas: 1, shards: 1, apps: 1, kills: false, bursts: 1 });
console.log(
  `one replica at 800 a second, evenly: median ${ms(check.median)}, 99th of 100 ${ms(check.p99)}, 999th of 1,000 ${ms(check.p999)}\n`,
);
console.log(
  '| callbacks/s | apps | replicas | Redis shards | PostgreSQL | thread | fullest shard | median | p99 | p999 | unknown | late | killed in flight |',
);
console.log(`|${' --- |'.repeat(13)}`);
const wanted = process.env.RATE === undefined ? null : [[Number(process.env.RATE), number('APPS', 1)]];
const table = [
  [1_000, 1],
  [2_000, 1],
  [5_000, 1],
  [10_000, 1],
  [10_000, 20],
  [100_000, 1_000],
];
for (const [rate, apps] of wanted ?? table) row(rate, apps);
console.log(`\n${seconds} s simulated a run, in ${((performance.now() - begun) / 1_000).toFixed(0)} s`);
