/**
 * Measures the state within the process: bytes a key, RSS while KEYS (10,000,000) new accounts and addresses arrive that the state
 * has seen before, and what a callback costs then; then how long a snapshot takes, and a start from it.
 * Bounded by COUNTER_MEMORY_MB (256).
 *
 *   npm run -s build && node --expose-gc bench/state-memory.mjs
 */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { defaultWeights } from '../dist/src/moderation/state/reputation.js';
import { Unknown } from '../dist/src/moderation/model/reading.js';
import { openSnapshotSource } from '../dist/src/persistence/state/memory/snapshot/snapshot-source.js';
import { MemoryState } from '../dist/src/persistence/state/memory/memory-state.js';
import { RecentSets } from '../dist/src/persistence/state/memory/recent-sets/recent-sets.js';

const arrivals = Number(process.env.KEYS ?? 10_000_000) / 2;
const megabytes = Number(process.env.COUNTER_MEMORY_MB ?? 256);
const counterMemoryBytes = megabytes * 1024 ** 2;
const APP = '1400000000';
const log = { error: console.error, warn: console.error, info() {}, debug() {} };
/** 10,000 callbacks a second. */
const PER_MS = 10;
/** So many ago, a callback came 500 s ago. */
const LONG_AGO = 500_000 * PER_MS;
const clock = { at: Date.now(), now: () => clock.at, micros: () => performance.now() * 1_000 };
const history = { async *eventsSince() {} };
const rate = { of: 'response', distinct: null, withinMs: 600_000, saturateAt: 21 };
const rates = [
  { ...rate, by: ['fromAccount'] },
  { ...rate, by: ['clientAddress'] },
];
const rssMb = () => Math.round(process.memoryUsage().rss / 1024 ** 2);
const heapMb = () => {
  globalThis.gc?.();
  return Math.round(process.memoryUsage().heapUsed / 1024 ** 2);
};

function bytesAKey() {
  console.log('bytes a key, for a limit of 20:');
  for (const entries of [1, 2, 7, 21]) {
    const sets = new RecentSets(64 * 1024 ** 2);
    const series = sets.open({ app: APP, name: 'bench', keepMs: 600_000, keepCount: 21 }, 0);
    const keys = 10_000;
    sets.advance(clock.at);
    for (let key = 1; key <= keys; key++) {
      const digest = { low: Math.imul(key, 0x9e3779b1), high: Math.imul(key, 0x85ebca6b) };
      for (let id = 0; id < entries; id++)
        sets.add(series, digest, { at: clock.at, id: { low: id, high: id } }, false);
    }
    console.log(`  ${entries} entries: ${sets.size.bytes / keys} and 4 of the index`);
  }
}

function gather(state, number) {
  const source = `s${number}`;
  const event = {
    appId: APP,
    at: clock.at,
    source,
    item: 0,
    kind: 'response',
    fromAccount: `account ${number}`,
    requesterAccount: `account ${number}`,
    toAccount: 'one',
    clientAddress: `2001:db8::${number.toString(16)}`,
    detail: null,
    expiresAt: null,
  };
  const questions = rates.map((_, index) => ({ kind: 'rate', rate: index }));
  const packet = { appId: APP, source, fingerprint: source, at: clock.at };
  const events = [event];
  const gathered = state.gather({ ...packet, rates, reputation: defaultWeights, events, questions });
  state.settle({ ...packet, answer: '{}', events: [] });
  return gathered.readings[0];
}

async function recovered(state) {
  state.prepare(APP, rates);
  const startedAt = performance.now();
  state.startRecovery();
  while (state.rebuilding.length > 0) await pause(5);
  return performance.now() - startedAt;
}

async function flood(state) {
  const before = { rss: rssMb(), heap: heapMb() };
  let spent = 0;
  let most = 0;
  for (let number = 0; number < arrivals; number++) {
    if (number % PER_MS === 0) clock.at += 1;
    const startedAt = performance.now();
    gather(state, number);
    const took = performance.now() - startedAt;
    spent += took;
    most = Math.max(most, took);
    if (number % 100_000 === 0) await pause(0);
  }
  console.log(
    `${(2 * arrivals).toLocaleString('en')} new keys: ${((spent / arrivals) * 1_000).toFixed(2)} µs a callback (most ${most.toFixed(1)} ms), ` +
      `${state.evictions.toLocaleString('en')} evicted, ${state.size.keys.toLocaleString('en')} kept in ${Math.round(state.size.bytes / 1024 ** 2)} MB`,
  );
  console.log(
    `RSS ${before.rss} -> ${rssMb()} MB, heap ${before.heap} -> ${heapMb()} MB (bound of counters: ${megabytes} MB, answers: 64 MB)`,
  );
  const first = Math.max(0, arrivals - LONG_AGO);
  const again = Array.from({ length: 1_000 }, (_, number) => gather(state, first + number)[0]);
  const unknown = again.filter((reading) => reading === Unknown.because('capacity')).length;
  const ago = Math.round((arrivals - first) / PER_MS / 1_000);
  console.log(`of 1,000 accounts that came ${ago} s ago, ${unknown} read as unknown for want of memory`);
}

/** A stop, and the start after it. */
async function restart(state, dataDir, tail) {
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const startedAt = performance.now();
  await state.stop();
  const stopped = performance.now() - startedAt;
  const { size } = await stat(join(dataDir, 'state.snapshot'));
  console.log(
    `snapshot: ${stopped.toFixed(0)} ms, ${Math.round(size / 1024 ** 2)} MB, event loop p99 ${(loop.percentile(99) / 1e6).toFixed(1)} ms, most ${(loop.max / 1e6).toFixed(1)} ms`,
  );
  loop.reset();
  const snapshotSource = await openSnapshotSource(dataDir, tail, { clock, log });
  const next = new MemoryState({ history, clock, counterMemoryBytes, log, snapshotSource });
  const took = await recovered(next);
  console.log(
    `start: exact after ${took.toFixed(0)} ms with ${next.size.keys.toLocaleString('en')} keys, event loop p99 ${(loop.percentile(99) / 1e6).toFixed(1)} ms, most ${(loop.max / 1e6).toFixed(1)} ms`,
  );
}

bytesAKey();
const dataDir = await mkdtemp(join(tmpdir(), 'friendgate-bench-'));
try {
  const tail = { nextPosition: () => ({ segment: 1, offset: 8 }), async *eventsFrom() {} };
  const snapshotSource = await openSnapshotSource(dataDir, tail, { clock, log });
  const state = new MemoryState({ history, clock, counterMemoryBytes, log, snapshotSource });
  await recovered(state);
  await flood(state);
  await restart(state, dataDir, tail);
} finally {
  await rm(dataDir, { recursive: true, force: true });
}
process.exit(0);
