import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { codesIn } from './support/answered.js';
import { postResponses } from './support/callback-client.js';
import { adminUrl, aDatabase } from './support/database.js';
import { countingRules, isWell, trafficTo, type Met } from './support/faults.js';
import { aRedisPair, aRedisServer } from './support/redis-server.js';
import { startProcess, until, type ServiceProcess } from './support/service-process.js';
import { aFolder } from './support/temporary-folder.js';

if (adminUrl === null) {
  process.stderr.write(
    'redis-faults.spec.ts is skipped: replicas need a PostgreSQL: set TEST_DATABASE_URL\n',
  );
}

const FAULT_MS = 120_000;
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

interface Replicas {
  readonly services: readonly ServiceProcess[];
  query<Row extends object>(sql: string): Promise<readonly Row[]>;
}

/** Two replicas on one PostgreSQL and one Redis. */
async function twoReplicas(redis: string, rules?: string): Promise<Replicas> {
  const folder = await aFolder();
  const place = await aDatabase();
  closing.push(
    () => folder.remove(),
    () => place.remove(),
  );
  const own = rules ?? (await countingRules(folder.path));
  const services = await Promise.all(
    ['one', 'other'].map((name) =>
      startProcess({
        DATABASE_URL: place.url ?? '',
        REDIS_URL: redis,
        DATA_DIR: `${folder.path}/${name}`,
        RULES_DIR: own,
      }),
    ),
  );
  closing.push(async () => Promise.all(services.map((service) => service.end('SIGKILL'))));
  for (const service of services) await until(() => isWell(service));
  const client = new Client(place.url ?? '');
  await client.connect();
  closing.push(() => client.end());
  return { services, query: async (sql) => (await client.query(sql)).rows };
}

/** Traffic while something goes wrong and is mended again; then what is counted, and what happened. */
async function during(
  replicas: Replicas,
  fault: () => Promise<void>,
): Promise<Met & { counted: unknown; happened: number }> {
  const stop = new AbortController();
  const traffic = trafficTo(replicas.services, stop.signal);
  await pause(1_000);
  await fault();
  await pause(1_000);
  stop.abort();
  const met = await traffic;
  for (const service of replicas.services) await until(() => isWell(service));
  // A second for the others to find out what was lost.
  await pause(1_100);
  const [service] = replicas.services;
  await postResponses(service?.url ?? '', {
    From_Account: 'probe',
    ResponseFriendItem: [{ To_Account: 'x', ResponseAction: 'Response_Action_Agree' }],
  });
  const probed = async () =>
    replicas.query<{ readings: string }>(`select readings from decision where from_account = 'probe'`);
  await until(async () => (await probed()).length === 1);
  for (const each of replicas.services) {
    await until(async () => (await each.metric('friendgate_journal_waiting_records')) === 0);
  }
  const [row] = await probed();
  const [events] = await replicas.query<{ n: number }>('select count(*)::int as n from event');
  const readings: readonly (readonly unknown[])[] = JSON.parse(row?.readings ?? '[]');
  return { ...met, counted: readings[0]?.[0], happened: events?.n ?? 0 };
}

/** Nothing late, nothing lost, nothing twice: what is counted is what was sent, two items a packet, and the probe. */
function expectExact(name: string, met: Awaited<ReturnType<typeof during>>): void {
  process.stderr.write(`${name}: ${JSON.stringify(met)}\n`);
  expect(met.late).toBe(0);
  expect(met.sent).toBeGreaterThan(200);
  expect(met.happened).toBe(2 * met.sent + 1);
  expect(met.counted).toBe(met.happened);
}

(adminUrl === null ? describe.skip : describe)('two replicas, while Redis', () => {
  it(
    'is killed and comes back empty',
    async () => {
      const redis = await aRedisServer();
      closing.push(() => redis.remove());
      const replicas = await twoReplicas(redis.url);
      const met = await during(replicas, async () => {
        await redis.kill();
        await pause(2_000);
        await redis.start();
      });
      expectExact('killed, empty', met);
    },
    FAULT_MS,
  );

  it(
    'is killed and comes back with what it had a moment ago',
    async () => {
      const redis = await aRedisServer('--appendonly', 'yes', '--appendfsync', 'everysec');
      closing.push(() => redis.remove());
      const replicas = await twoReplicas(redis.url);
      const met = await during(replicas, async () => {
        await redis.kill();
        await pause(500);
        await redis.start();
      });
      expectExact('killed, append-only file', met);
    },
    FAULT_MS,
  );

  it(
    'hangs',
    async () => {
      const redis = await aRedisServer();
      closing.push(() => redis.remove());
      const replicas = await twoReplicas(redis.url);
      const met = await during(replicas, async () => {
        redis.pause();
        await pause(3_000);
        redis.resume();
      });
      expectExact('paused', met);
    },
    FAULT_MS,
  );

  it(
    'is flushed',
    async () => {
      const redis = await aRedisServer();
      closing.push(() => redis.remove());
      const replicas = await twoReplicas(redis.url);
      const met = await during(replicas, async () => {
        await redis.cli('flushall');
        await pause(2_000);
      });
      expectExact('flushed', met);
    },
    FAULT_MS,
  );

  it(
    'fails over to its replica',
    async () => {
      const pair = await aRedisPair();
      closing.push(() => pair.remove());
      const replicas = await twoReplicas(pair.url);
      const met = await during(replicas, async () => {
        await pair.primary.kill();
        await until(async () => (await pair.replica.cli('role')).startsWith('master'));
        await pause(1_000);
      });
      expectExact('failed over', met);
    },
    FAULT_MS,
  );
});

(adminUrl === null ? describe.skip : describe)('two replicas on one Redis', () => {
  it(
    "count as one, and know each other's copies",
    async () => {
      const redis = await aRedisServer();
      closing.push(() => redis.remove());
      const { services } = await twoReplicas(redis.url, 'rules');
      const [one, other] = services;
      if (one === undefined || other === undefined) throw new Error('two were asked for');
      const answers = await Promise.all(
        Array.from({ length: 64 }, (_, i) =>
          postResponses((i % 2 === 0 ? one : other).url, agreement('ann', `to-${i}`)),
        ),
      );
      const codes = answers.flatMap(({ text }) => codesIn(text));
      expect(codes.filter((code) => code === 0)).toHaveLength(20);
      expect(codes.filter((code) => code === 38010)).toHaveLength(44);

      const packet = agreement('bob', 'to');
      const [first, copy] = await Promise.all([one, other].map(({ url }) => postResponses(url, packet)));
      expect(copy?.text).toBe(first?.text);
      await one.end('SIGKILL');
      expect((await postResponses(other.url, packet)).text).toBe(first?.text);
      expect(codesIn((await postResponses(other.url, agreement('ann', 'late'))).text)).toEqual([38010]);
    },
    FAULT_MS,
  );
});

function agreement(from: string, to: string) {
  return {
    From_Account: from,
    ResponseFriendItem: [{ To_Account: to, ResponseAction: 'Response_Action_Agree' }],
  };
}
