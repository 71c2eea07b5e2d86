/**
 * Measures the shared state in Redis: bytes a key, the time of one script for 1, 30, 100 and 1,000 items, and how many callbacks a
 * second one connection takes, in SECONDS (3); beside it, the same reads and writes as single calls. Starts a redis-server of
 * its own, and ends it. Bounded: KEYS (100,000) of each kind.
 *
 *   npm run -s build && node bench/redis-state.mjs
 */
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { pino } from 'pino';
import { defaultWeights } from '../dist/src/moderation/state/reputation.js';
import { Journal } from '../dist/src/persistence/journal/journal.js';
import { redisAddress } from '../dist/src/persistence/state/redis/connection/redis-address.js';
import { RedisConnection } from '../dist/src/persistence/state/redis/connection/redis-connection.js';
import { RedisApp } from '../dist/src/persistence/state/redis/redis-app.js';
import { RedisState } from '../dist/src/persistence/state/redis/redis-state.js';
import { aRedis } from './service/redis.mjs';

const KEYS = Number(process.env.KEYS ?? 100_000);
const SECONDS = Number(process.env.SECONDS ?? 3);
const APP = '1400000000';
const log = pino({ level: 'warn' });
const clock = { now: () => Date.now(), micros: () => performance.now() * 1_000 };
const history = { async *eventsSince() {}, async *labelsOf() {} };
const folder = await mkdtemp(join(tmpdir(), 'friendgate-bench-'));
const server = await aRedis(folder);
const redis = new Redis(server.port);
redis.on('error', () => undefined);

const rate = (of, by, withinMs, saturateAt) => ({ of, by, distinct: null, withinMs, saturateAt });
/** Five, as the starting rules have: two keys of each item's own, three that items share. */
const fiveRates = [
  rate('agree', ['fromAccount'], 600_000, 21),
  rate('reject', ['toAccount'], 86_400_000, 31),
  rate('response', ['clientAddress'], 3_600_000, 201),
  rate('response', ['fromAccount', 'toAccount'], 86_400_000, 7),
  rate('response', ['app'], 60_000, 1_000),
];

function anEvent(number, changes = {}) {
  return {
    appId: APP,
    at: Date.now(),
    source: `018f3e2a-0000-7000-8000-${String(number).padStart(12, '0')}`,
    item: 0,
    kind: 'agree',
    fromAccount: `user_${number}`,
    requesterAccount: `user_${number}`,
    toAccount: `asker_${number}`,
    clientAddress: `2001:db8::${(number % 65_536).toString(16)}`,
    detail: null,
    expiresAt: null,
    ...changes,
  };
}

async function usedMemory() {
  return Number(/used_memory:(\d+)/.exec(await redis.info('memory'))[1]);
}

/** Bytes a key of what `events` note, under these rates only. */
async function bytesOf(name, rates, events, keep = () => true) {
  await redis.flushall();
  const connection = new RedisConnection(redisAddress(server.url), log);
  await connection.started(5_000);
  const app = new RedisApp(APP, { connection, clock, replica: 'bench', aheadMs: null });
  app.setRates(rates);
  await app.register(false);
  const only = new Set(app.table.counters.map((counter) => counter.name).filter(keep));
  if (rates.length === 0) only.add('reputation');
  const [keysBefore, before] = [await redis.dbsize(), await usedMemory()];
  let pack = [];
  for (const event of events()) {
    pack.push(event);
    if (pack.length === 200) await app.apply(pack.splice(0), only);
  }
  await app.apply(pack, only);
  const [keys, bytes] = [(await redis.dbsize()) - keysBefore, (await usedMemory()) - before];
  console.log(`${name}: ${(bytes / keys).toFixed(0)} bytes a key (${keys} keys)`);
  await connection.close();
}

function* times(count, of, entries = 1) {
  for (let i = 0; i < count; i++) for (let j = 0; j < entries; j++) yield of(i, j);
}

async function sizes() {
  const counter = [rate('agree', ['fromAccount'], 600_000, 21)];
  const entry = (i, j) => anEvent(i, { source: `source ${i} ${j}`, requesterAccount: '', toAccount: '' });
  for (const entries of [1, 2, 21]) {
    const keys = Math.ceil(KEYS / (entries > 2 ? 5 : 1));
    // Without what stands whatever the rules say: these counters only.
    await bytesOf(`counter of ${entries}`, counter, () => times(keys, entry, entries));
  }
  const noted = (kind, detail) => (i, j) =>
    anEvent(i, { kind, detail, fromAccount: `friend_${i}_${j}`, toAccount: `user_${i}` });
  await bytesOf('reputation of 1 entry', [], () => times(KEYS, noted('reject', null)));
  await bytesOf('reputation of 10 entries', [], () => times(KEYS / 5, noted('reject', null), 10));
  const label = (i) => anEvent(i, { kind: 'label', detail: 'suspected-bot' });
  await bytesOf('labels of an account, 1', [], () => times(KEYS, label));
  // An unblock also raises a reputation: half of these keys are of that kind.
  await bytesOf('unblock and reputation', [], () => times(KEYS, noted('unblock', null)));
}

async function opened(rates) {
  await redis.flushall();
  const journal = await Journal.open(join(folder, 'journal'), { log, clock });
  await journal.trackSharedState();
  const connection = new RedisConnection(redisAddress(server.url), log);
  const options = { connection, journal, history, labels: history, clock, log, aheadMs: null, tickMs: 20 };
  const state = new RedisState(options);
  state.prepare(APP, rates);
  while (state.report().rebuilding || state.report().degraded.length > 0) await pause(10);
  const close = async () => {
    await state.stop();
    await journal.close();
  };
  return { state, close };
}

let packets = 0;
function aGathering(count, rates, questionsAnItem) {
  const number = packets++;
  const event = anEvent(number);
  const events = Array.from({ length: count }, (_, item) => ({
    ...event,
    item,
    toAccount: `asker_${number}_${item}`,
  }));
  const questions = [
    ...Array.from(rates.keys(), (i) => ({ kind: 'rate', rate: i })),
    { kind: 'reputation', of: 'to' },
    { kind: 'labels', of: 'from' },
  ].slice(0, questionsAnItem);
  const fingerprint = createHash('sha256').update(`${number}`).digest('hex');
  const { source, at } = event;
  return { appId: APP, source, fingerprint, at, rates, reputation: defaultWeights, events, questions };
}

function quantiles(all) {
  const sorted = [...all].sort((a, b) => a - b);
  const at = (share) => sorted[Math.floor(share * (sorted.length - 1))].toFixed(2);
  return `median ${at(0.5)} ms, 99th of 100 ${at(0.99)} ms`;
}

/** Bytes of a packet's fingerprint with an answer of one item. */
async function sizeOfPacket() {
  const { state, close } = await opened([]);
  const [keysBefore, before] = [await redis.dbsize(), await usedMemory()];
  const answer = JSON.stringify({
    ActionStatus: 'OK',
    ErrorCode: 0,
    ErrorInfo: '',
    ResultItem: [{ To_Account: 'asker_12345', ResultCode: 0, ResultInfo: '' }],
  });
  for (let i = 0; i < KEYS / 5; i++) {
    const { items, ...gathering } = aGathering(0, [], 0);
    await state.gather({ ...gathering, items });
    state.settle({ ...gathering, answer, events: [] });
  }
  await state.gather(aGathering(0, [], 0));
  const [keys, bytes] = [(await redis.dbsize()) - keysBefore, (await usedMemory()) - before];
  console.log(`packet with its answer: ${(bytes / keys).toFixed(0)} bytes a key (${keys} keys)`);
  await close();
}

/** In Redis itself, of its own statistics; and as a callback sees it. */
async function scriptTimes() {
  const { state, close } = await opened(fiveRates);
  for (const count of [1, 30, 100, 1_000]) {
    for (let i = 0; i < 20; i++) await state.gather(aGathering(count, fiveRates, 7));
    await redis.config('RESETSTAT');
    const seen = [];
    for (let i = 0; i < (count > 100 ? 50 : 300); i++) {
      const gathering = aGathering(count, fiveRates, 7);
      const started = performance.now();
      await state.gather(gathering);
      seen.push(performance.now() - started);
    }
    const inside = /cmdstat_evalsha:.*usec_per_call=([\d.]+)/.exec(await redis.info('commandstats'))[1];
    console.log(`gather of ${count} items: ${quantiles(seen)}; in Redis ${(inside / 1_000).toFixed(3)} ms`);
  }
  await close();
}

/** One counter key noted and read for each of 100 items: one script, or single calls. */
async function besideSingleCalls() {
  const rates = [rate('response', ['fromAccount', 'toAccount'], 86_400_000, 7)];
  const { state, close } = await opened(rates);
  const scripts = [];
  const single = [];
  for (let round = 0; round < 200; round++) {
    const gathering = aGathering(100, rates, 1);
    let started = performance.now();
    await state.gather(gathering);
    scripts.push(performance.now() - started);
    if (round >= 20) continue;
    started = performance.now();
    for (let i = 0; i < 100; i++) {
      const key = `single_${round}_${i}`;
      await redis.zadd(key, 'GT', Date.now(), 'member');
      await redis.pexpire(key, 60_000);
      await redis.zcount(key, 0, '+inf');
    }
    single.push(performance.now() - started);
  }
  console.log(`100 keys in one script: ${quantiles(scripts)}; by 300 single calls: ${quantiles(single)}`);
  await close();
}

/** Whether a callback of so many items is told what was counted. */
async function isTold(state, count) {
  const gathering = aGathering(count, fiveRates, 7);
  const gathered = await state.gather(gathering);
  state.settle({ ...gathering, answer: '{"ActionStatus":"OK"}', events: [] });
  return typeof gathered.readings[0][0] === 'number';
}

async function throughput() {
  const { state, close } = await opened(fiveRates);
  for (const [count, callers] of [
    [1, 1],
    [1, 16],
    [1, 64],
    [10, 16],
  ]) {
    // The callers before may have been so many that Redis counts as away.
    while (!(await isTold(state, 1))) await pause(10);
    const until = performance.now() + SECONDS * 1_000;
    const cpu = process.cpuUsage();
    let done = 0;
    let unknown = 0;
    await Promise.all(
      Array.from({ length: callers }, async () => {
        while (performance.now() < until) {
          if (!(await isTold(state, count))) unknown++;
          done++;
        }
      }),
    );
    const used = process.cpuUsage(cpu);
    const each = ((used.user + used.system) / done / 1_000).toFixed(3);
    console.log(
      `${count} items, ${callers} at once: ${Math.round(done / SECONDS)} callbacks/s on one connection, ${each} ms of our processor each, ${unknown} unknown`,
    );
  }
  const sent = [await usedMemory(), await redis.dbsize()];
  console.log(`(Redis holds ${sent[1]} keys in ${(sent[0] / 2 ** 20).toFixed(0)} MiB now)`);
  await close();
}

try {
  await sizes();
  await sizeOfPacket();
  await scriptTimes();
  await besideSingleCalls();
  await throughput();
} finally {
  redis.disconnect();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
