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

/** What happens next, by time. */
class Agenda {
  times = [];
  tasks = [];

  add(time, task) {
    const { times, tasks } = this;
    let at = times.length;
    for (; at > 0;) {
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
      const size = times.length;
      for (let at = 0; size > 0;) {
        let child = 2 * at + 1;
        if (child + 1 < size && times[child + 1] < times[child]) child++;
        if (child >= size || times[child] >= lastTime) {
          times[at] = lastTime;
          tasks[at] = lastTask;
          break;
        }
        times[at] = times[child];
        tasks[at] = tasks[child];
        at = child;
      }
      task(time);
    }
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

/** One run: what happened to the callbacks. */
function simulate({ rate, replicas, shards, apps, kills = true, bursts = burst }) {
  const random = randomFrom(7);
  const exponential = (mean) => -mean * Math.log(1 - random());
  const agenda = new Agenda();
  const nodes = Array.from({ length: replicas }, () => ({
    thread: new Server(),
    syncs: 0,
    waiting: [],
    gone: false,
  }));
  const redis = Array.from({ length: shards }, () => new Server());
  const end = seconds * 1_000;
  const latencies = [];
  let [unanswered, unknown, late] = [0, 0, 0];

  // Most of a callback's work does not depend on chance: half of it is fixed.
  const work = (mean) => mean / 2 + exponential(mean / 2);

  const sync = (node, now) => {
    const batch = node.waiting;
    node.waiting = [];
    const done = now + costs.sync / 2 + exponential(costs.sync / 2);
    node.syncs = done;
    agenda.add(done, (at) => {
      for (const begun of batch) {
        if (node.gone) unanswered++;
        else latencies.push(at - begun);
      }
      if (node.waiting.length > 0) sync(node, at);
    });
  };

  const arrive = (begun) => {
    let node = nodes[Math.floor(random() * replicas)];
    while (node.gone) node = nodes[Math.floor(random() * replicas)];
    const shard = redis[Math.floor(random() * apps) % shards];
    agenda.add(node.thread.take(begun, work(costs.replica * costs.before)), (asked) => {
      const told = shard.take(asked + costs.network / 2, work(costs.redis / 2)) + costs.network / 2;
      const isUnknown = told - asked > costs.timeout;
      if (isUnknown) unknown++;
      agenda.add(Math.min(told, asked + costs.timeout), (now) => {
        agenda.add(node.thread.take(now, work(costs.replica * (1 - costs.before))), (judged) => {
          if (judged - begun > costs.deadline) late++;
          shard.take(judged, work(costs.redis / 2));
          node.waiting.push(begun);
          if (node.syncs <= judged) sync(node, judged);
        });
      });
    });
  };

  const nextArrival = (now) => {
    const isBurst = Math.floor(now / 1_000) % 5 === 4;
    const next = now + exponential(1_000 / (rate * (isBurst ? bursts : 1)));
    if (next < end) agenda.add(next, (at) => (arrive(at), nextArrival(at)));
  };
  nextArrival(0);
  for (const node of nodes) {
    const nextPause = (now) => {
      node.thread.take(now, costs.pause);
      const next = now + exponential(1_000 / costs.pauses);
      if (next < end) agenda.add(next, nextPause);
    };
    agenda.add(exponential(1_000 / costs.pauses), nextPause);
  }
  if (kills) agenda.add(end / 2, () => (nodes[0].gone = true));
  agenda.run();

  const sorted = Float64Array.from(latencies).sort();
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
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
