/**
 * How long it takes until counters, reputations and unblocks are exact again when nothing is left but the table `event`: into the process
 * (EVENTS, 10,000,000) and into Redis (REDIS_EVENTS, 300,000); beside it, how long psql takes to read the same rows as text.
 * Events lie evenly in the last 30 days. Makes a database of its own, 3 GB for ten million, and a redis-server.
 *
 *   npm run -s build && DATABASE_URL=postgres://postgres@127.0.0.1:5432/postgres node bench/rebuild.mjs
 */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { pino } from 'pino';
import { Journal } from '../dist/src/persistence/journal/journal.js';
import { MemoryState } from '../dist/src/persistence/state/memory/memory-state.js';
import { postgresAt } from '../dist/src/persistence/postgres/connection/database-address.js';
import { Database } from '../dist/src/persistence/postgres/connection/database.js';
import { PostgresEventHistory } from '../dist/src/persistence/postgres/queries/postgres-event-history.js';
import { redisAddress } from '../dist/src/persistence/state/redis/connection/redis-address.js';
import { openSharedState } from '../dist/src/persistence/state/redis/open-shared-state.js';
import { aRedis } from './service/redis.mjs';

const adminUrl = process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const name = `friendgate_bench_${process.pid}`;
const url = Object.assign(new URL(adminUrl), { pathname: `/${name}` }).href;
const APP = '1400000000';
const log = pino({ level: 'warn' });
const clock = { now: () => Date.now(), micros: () => performance.now() * 1_000 };
const labels = { async *labelsOf() {} };
const rate = (of, by, withinMs, saturateAt) => ({ of, by, distinct: null, withinMs, saturateAt });
const rates = [
  rate('agree', ['fromAccount'], 600_000, 21),
  rate('reject', ['toAccount'], 86_400_000, 31),
  rate('response', ['clientAddress'], 3_600_000, 201),
  rate('response', ['fromAccount', 'toAccount'], 86_400_000, 7),
  rate('response', ['fromAccount'], 30 * 86_400_000, 201),
];

/** Rows as the service writes them: agreements mostly, some rejections, a denial now and then. */
async function fill(client, count) {
  await client.query(
    `select ensure_partition('event', day::date) from generate_series(now() - interval '31 days', now(), interval '1 day') day`,
  );
  await client.query(
    `insert into event (received_at, source, position, sdk_app_id, item, kind, from_account, requester_account, to_account, client_address)
     select date_trunc('milliseconds', now() - (interval '30 days' * n / $1)), gen_random_uuid(), 0, ${APP}, 0,
       (array['agree', 'agree', 'agree', 'agree', 'reject', 'deny'])[1 + n % 6],
       'user_' || (n * 7919 % 500000), 'user_' || (n * 7919 % 500000), 'asker_' || (n * 104729 % 1000000), '203.0.113.' || n % 256
     from generate_series(1::bigint, $1::bigint) n`,
    [count],
  );
  await client.query('analyze event');
}

async function timed(state) {
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const startedAt = performance.now();
  state.prepare(APP, rates);
  state.startRecovery();
  let next = 5;
  for (;;) {
    await pause(50);
    const seconds = (performance.now() - startedAt) / 1_000;
    if (!state.report().rebuilding && state.report().degraded.length === 0) {
      const [p99, most] = [loop.percentile(99), loop.max].map((ns) => (ns / 1e6).toFixed(1));
      return { seconds, loop: `event loop p99 ${p99} ms, most ${most} ms` };
    }
    if (seconds > next) process.stderr.write(`  ${(next += 5) - 5} s\n`);
  }
}

const perSecond = (count, seconds) => `${Math.round(count / seconds).toLocaleString('en')} events/s`;

async function intoTheProcess(history, count) {
  const state = new MemoryState({ history, labels, clock, log, counterMemoryBytes: 1024 ** 3 });
  const { seconds, loop } = await timed(state);
  const kept = `${state.size.keys.toLocaleString('en')} keys in ${Math.round(state.size.bytes / 1024 ** 2)} MB`;
  console.log(
    `into the process: ${count.toLocaleString('en')} events in ${seconds.toFixed(1)} s, ${perSecond(count, seconds)}; ${loop}; ${kept}`,
  );
  await state.stop();
  return seconds;
}

async function intoRedis(history, count, folder) {
  const server = await aRedis(folder);
  const journal = await Journal.open(join(folder, 'journal'), { log, clock });
  try {
    const state = await openSharedState(redisAddress(server.url), { journal, history, labels, clock, log });
    const { seconds, loop } = await timed(state);
    console.log(
      `into Redis: ${count.toLocaleString('en')} events in ${seconds.toFixed(1)} s, ${perSecond(count, seconds)}; ${loop}`,
    );
    await state.stop();
  } finally {
    await journal.close();
    await server.stop();
  }
}

const admin = new Client(adminUrl);
await admin.connect();
await admin.query(`create database ${name}`);
const folder = await mkdtemp(join(tmpdir(), 'friendgate-bench-'));
try {
  const database = new Database({ address: async () => postgresAt(url), retentionDays: 35, log, clock });
  await database.ready();
  const client = new Client(url);
  client.on('error', () => undefined);
  await client.connect();
  const history = new PostgresEventHistory(database, async () => undefined);

  const few = Number(process.env.REDIS_EVENTS ?? 300_000);
  await fill(client, few);
  await intoRedis(history, few, folder);

  const many = Number(process.env.EVENTS ?? 10_000_000);
  await client.query('truncate event');
  await fill(client, many);
  const seconds = await intoTheProcess(history, many);
  const startedAt = performance.now();
  await promisify(execFile)(
    'psql',
    [url, '-qAtc', 'copy (select * from event) to stdout', '-o', '/dev/null'],
    {
      maxBuffer: 2 ** 30,
    },
  );
  const copied = (performance.now() - startedAt) / 1_000;
  console.log(
    `psql reads the same rows in ${copied.toFixed(1)} s: the rebuild takes ${(seconds / copied).toFixed(1)} times as long`,
  );
  await client.end();
  await database.close();
} finally {
  await rm(folder, { recursive: true, force: true });
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.end();
}
process.exit(0);
