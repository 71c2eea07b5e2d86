/**
 * Measures the cost of a callback while the whole service is under load: processor time of friendgate, Redis and PostgreSQL, and the
 * latency of answers. This process sends the load as an open loop at a fixed rate, so that a slow answer does not delay the next
 * callback. Starts a service and a redis-server of its own, and a database that it drops afterwards. Without
 * Redis with REDIS=no.
 *
 *   npm run -s build && RATE=400 SECONDS=20 node bench/callback-cost.mjs
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { aRedis } from './service/redis.mjs';

const adminUrl = process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const perSecond = Number(process.env.RATE ?? 400);
const seconds = Number(process.env.SECONDS ?? 20);
const warmSeconds = Number(process.env.WARM_SECONDS ?? 8);
const withRedis = process.env.REDIS !== 'no';
const APP = '1400000000';
const name = `friendgate_bench_${process.pid}`;
const databaseUrl = Object.assign(new URL(adminUrl), { pathname: `/${name}` }).href;
const agent = new Agent({ keepAlive: true, maxSockets: 64 });
const path = `/callback?SdkAppid=${APP}&CallbackCommand=Sns.CallbackPrevFriendResponse&ClientIP=`;

/** One item in most, three in every tenth, as `bench/drain.mjs` has it. */
function aPacket(number) {
  return JSON.stringify({
    CallbackCommand: 'Sns.CallbackPrevFriendResponse',
    Requester_Account: `user_${number % 20_000}`,
    From_Account: `user_${number % 20_000}`,
    ResponseFriendItem: Array.from({ length: number % 10 === 0 ? 3 : 1 }, (_, item) => ({
      To_Account: `asker_${number}_${item}`,
      Remark: 'met you at the conference, nice to see you here',
      TagName: 'colleagues',
      ResponseAction: 'Response_Action_AgreeAndAdd',
    })),
  });
}

let failed = 0;

function post(port, number) {
  return new Promise((resolve, reject) => {
    const begun = performance.now();
    const call = request(
      { agent, port, host: '127.0.0.1', method: 'POST', path: `${path}203.0.113.${number % 256}` },
      (response) => {
        if (response.statusCode !== 200) failed += 1;
        response.resume();
        response.on('end', () => resolve(performance.now() - begun));
      },
    );
    call.on('error', reject);
    call.end(aPacket(number));
  });
}

/** Sends at a rate, and gives the milliseconds of each answer. */
async function load(port, rate, duration, first) {
  const answers = [];
  const begun = performance.now();
  for (let sent = 0; sent < rate * duration;) {
    const due = Math.min(rate * duration, ((performance.now() - begun) / 1_000) * rate);
    while (sent < due) answers.push(post(port, first + sent++));
    await pause(1);
  }
  return (await Promise.all(answers)).sort((a, b) => a - b);
}

/** Milliseconds of processor that a process has taken. */
async function processorMs(pid) {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (text === null) return 0;
  const [user, system] = text
    .slice(text.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13);
  return (Number(user) + Number(system)) * 10;
}

async function byProcess(pids) {
  return new Map(await Promise.all(pids.map(async (pid) => [pid, await processorMs(pid)])));
}

/** Processor time between two readings. Backends of PostgreSQL may start or end in between. */
function taken(before, after) {
  return [...after].reduce((sum, [pid, ms]) => sum + ms - (before.get(pid) ?? 0), 0);
}

async function backends(client) {
  const { rows } = await client.query(
    `select pid from pg_stat_activity where datname = '${name}' or backend_type in ('walwriter', 'checkpointer', 'background writer')`,
  );
  return rows.map(({ pid }) => pid);
}

const folder = await mkdtemp(join(tmpdir(), 'friendgate-bench-'));
const redis = withRedis ? await aRedis(folder) : null;
const admin = new Client({ connectionString: adminUrl });
await admin.connect();
await admin.query(`create database ${name}`);
let service = null;
try {
  const env = {
    PATH: process.env.PATH,
    SDK_APP_ID: APP,
    CALLBACK_TOKEN: 'none',
    PORT: '0',
    CONSOLE_PORT: '0',
    DRAIN_MS: '0',
    LOG_LEVEL: 'info',
    DATABASE_URL: databaseUrl,
    DATA_DIR: join(folder, 'data'),
    ...(redis === null ? {} : { REDIS_URL: redis.url }),
  };
  service = spawn(process.execPath, ['dist/src/main.js'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise((resolve, reject) => {
    service.once('exit', (code) => reject(new Error(`friendgate ended with ${code}`)));
    createInterface({ input: service.stdout }).on('line', (line) => {
      const { msg, callbackUrl } = JSON.parse(line);
      if (msg === 'ready') resolve(new URL(callbackUrl).port);
    });
  });
  await load(port, perSecond, warmSeconds, 1_000_000_000);
  const read = async () => ({
    friendgate: await byProcess([service.pid]),
    redis: await byProcess(redis === null ? [] : [redis.pid]),
    postgresql: await byProcess(await backends(admin)),
  });
  const before = await read();
  const answers = await load(port, perSecond, seconds, 0);
  await pause(1_000);
  const after = await read();
  const at = (share) => answers[Math.min(answers.length - 1, Math.floor(answers.length * share))].toFixed(2);
  console.log(
    `${perSecond} callbacks/s for ${seconds} s, ${withRedis ? 'state in Redis' : 'state in the process'}`,
  );
  for (const part of Object.keys(before)) {
    const micros = (1_000 * taken(before[part], after[part])) / answers.length;
    console.log(`  ${part}: ${micros.toFixed(0)} µs of processor a callback`);
  }
  console.log(
    `  answers: median ${at(0.5)} ms, 99th of 100 ${at(0.99)} ms, 999th of 1,000 ${at(0.999)} ms, slowest ${at(1)} ms; ${failed} failed`,
  );
} finally {
  agent.destroy();
  if (service?.kill('SIGTERM')) await once(service, 'close');
  await redis?.stop();
  await admin.query(`drop database ${name} with (force)`);
  await admin.end();
  await rm(folder, { recursive: true, force: true });
}
