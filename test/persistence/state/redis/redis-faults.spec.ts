import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { adminUrl } from '../../../support/persistence/database.js';
import {
  aRedisPair,
  aRedisServer,
  hasRedis,
  needsRedis,
  type RedisServer,
} from '../../../support/replicas/redis-server.js';
import { until } from '../../../support/service-process.js';
import {
  during,
  tell,
  twoReplicas,
  type Afterwards,
  type Replicas,
} from '../../../support/replicas/two-replicas.js';

if (adminUrl === null) {
  process.stderr.write(
    'redis-faults.spec.ts is skipped: replicas need a PostgreSQL: set TEST_DATABASE_URL\n',
  );
}

needsRedis('redis-faults.spec.ts');
const possible = adminUrl !== null && hasRedis;

const FAULT_MS = 120_000;
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** Two replicas, ended with the test. */
async function replicasOn(redis: string, rules?: string): Promise<Replicas> {
  const replicas = await twoReplicas(redis, rules);
  closing.push(() => replicas.close());
  return replicas;
}

/** A Redis that is removed with the test. */
async function aRedis(...options: readonly string[]): Promise<RedisServer> {
  const redis = await aRedisServer(...options);
  closing.push(() => redis.remove());
  return redis;
}

/** Nothing late, nothing lost, nothing twice: what is counted is what was sent, two items a packet, and the probe. */
function expectExact(name: string, met: Afterwards): void {
  tell(name, met);
  expect([met.late, met.unanswered]).toEqual([0, 0]);
  expect(met.sent).toBeGreaterThan(200);
  expect(met.happened).toBe(2 * met.sent + 1);
  expect(met.counted).toBe(met.happened);
}

(possible ? describe : describe.skip)('two replicas, while Redis', () => {
  /**
   * @fault redis: Redis is killed and comes back empty
   * @effect Shared readings are unknown until journals and the table `event` have filled it.
   */
  it(
    'is killed and comes back empty',
    async () => {
      const redis = await aRedis();
      const replicas = await replicasOn(redis.url);
      const met = await during(replicas, async () => {
        await redis.kill();
        await pause(2_000);
        await redis.start();
      });
      expectExact('killed, empty', met);
    },
    FAULT_MS,
  );

  /**
   * @fault redis: Redis comes back with the state of a moment ago
   * @effect The journals replay what it lost.
   */
  it(
    'is killed and comes back with what it had a moment ago',
    async () => {
      const redis = await aRedis('--appendonly', 'yes', '--appendfsync', 'everysec');
      const replicas = await replicasOn(redis.url);
      const met = await during(replicas, async () => {
        await redis.kill();
        await pause(500);
        await redis.start();
      });
      expectExact('killed, append-only file', met);
    },
    FAULT_MS,
  );

  /**
   * @fault redis: Redis comes back with the state of a while ago
   * @effect It is filled anew.
   */
  it(
    'is killed and comes back with what it had a while ago',
    async () => {
      const redis = await aRedis();
      const replicas = await replicasOn(redis.url);
      const met = await during(replicas, async () => {
        await redis.cli('save');
        await pause(2_000);
        await redis.kill();
        await pause(500);
        await redis.start();
      });
      expectExact('killed, old file', met);
    },
    FAULT_MS,
  );

  /**
   * @fault redis: Redis is full
   * @effect Shared readings are unknown until there is room; no answer is late.
   */
  it(
    'is full',
    async () => {
      const redis = await aRedis();
      const replicas = await replicasOn(redis.url);
      const met = await during(replicas, async () => {
        await redis.cli('config', 'set', 'maxmemory', '1mb');
        await pause(2_000);
        await redis.cli('config', 'set', 'maxmemory', '0');
      });
      expectExact('full', met);
    },
    FAULT_MS,
  );

  /**
   * @fault redis: Redis hangs
   * @effect Answers go on within the deadline; shared readings are unknown.
   */
  it(
    'hangs',
    async () => {
      const redis = await aRedis();
      const replicas = await replicasOn(redis.url);
      const met = await during(replicas, async () => {
        redis.pause();
        await pause(3_000);
        redis.resume();
      });
      expectExact('paused', met);
    },
    FAULT_MS,
  );

  /**
   * @fault redis: Redis is flushed
   * @effect Shared readings are unknown until it is filled anew.
   */
  it(
    'is flushed',
    async () => {
      const redis = await aRedis();
      const replicas = await replicasOn(redis.url);
      const met = await during(replicas, async () => {
        await redis.cli('flushall');
        await pause(2_000);
      });
      expectExact('flushed', met);
    },
    FAULT_MS,
  );

  /**
   * @fault redis: Redis fails over to its replica
   * @effect Readings are unknown for about two seconds; the journals replay the loss.
   */
  it(
    'fails over to its replica',
    async () => {
      const pair = await aRedisPair();
      closing.push(() => pair.remove());
      const replicas = await replicasOn(pair.url);
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
