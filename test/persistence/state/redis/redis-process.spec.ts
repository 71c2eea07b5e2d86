import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { codesIn } from '../../../support/answered.js';
import { postResponses } from '../../../support/callback-client.js';
import { describeOnPostgres, OPENING_MS } from '../../../support/persistence/database.js';
import {
  aRedisServer,
  hasRedis,
  needsRedis,
  type RedisServer,
} from '../../../support/replicas/redis-server.js';
import { aHome, until, type Home, type ServiceProcess } from '../../../support/service-process.js';

needsRedis('redis-process.spec.ts');

const agreement = (from: string, to: string) => ({
  From_Account: from,
  ResponseFriendItem: [{ To_Account: to, ResponseAction: 'Response_Action_Agree' }],
});
const codesOf = ({ text }: { text: string }) => codesIn(text);

/** Redis answers, and has all that was before. */
async function isReady(service: ServiceProcess): Promise<boolean> {
  const text = await (await fetch(`${service.consoleUrl}/health/ready`)).text();
  return !text.includes('Redis') && (await service.metric('friendgate_state_rebuilding')) === 0;
}

(hasRedis ? describeOnPostgres('redis-process.spec.ts') : describe.skip)('a service on a Redis', () => {
  let home: Home;
  let redis: RedisServer;
  beforeAll(async () => {
    [home, redis] = await Promise.all([aHome(), aRedisServer()]);
  }, OPENING_MS);
  const running: ServiceProcess[] = [];
  const start = async (env: Readonly<Record<string, string>> = {}) => {
    const service = await home.start({ REDIS_URL: redis.url, ...env });
    running.push(service);
    return service;
  };
  afterEach(async () => {
    await Promise.all(running.splice(0).map((service) => service.end('SIGTERM')));
    await redis.cli('config', 'set', 'maxmemory-policy', 'noeviction');
  });
  afterAll(async () => {
    await home.remove();
    await redis.remove();
  });

  it('counts as one with another, so that exactly 20 of 64 agreements at once pass', async () => {
    const one = await start();
    const other = await start({ DATA_DIR: join(home.dataDir, '..', 'other') });
    await until(async () => (await isReady(one)) && (await isReady(other)));
    const answers = await Promise.all(
      Array.from({ length: 64 }, (_, i) =>
        postResponses((i % 2 === 0 ? one : other).url, agreement('busy', `to-${i}`)),
      ),
    );
    const codes = answers.flatMap(codesOf);
    expect(codes.filter((code) => code === 0)).toHaveLength(20);
    expect(codes.filter((code) => code === 38010)).toHaveLength(44);
  }, 60_000);

  /**
   * @fault redis: Redis is away at the start
   * @effect The service starts, and counts what it answered once Redis is there.
   */
  it('starts while Redis is away, lets pass what it cannot count, and counts that once Redis is there', async () => {
    await redis.kill();
    const service = await start();
    for (let i = 1; i <= 25; i += 1) {
      expect(codesOf(await postResponses(service.url, agreement('early', `to-${i}`)))).toEqual([0]);
    }
    await redis.start();
    await until(() => isReady(service));
    expect(codesOf(await postResponses(service.url, agreement('early', 'to-26')))).toEqual([38010]);
  }, 60_000);

  /**
   * @fault redis: Redis has an eviction policy
   * @effect The service does not start, and says what to set.
   */
  /**
   * @fault redis: Redis is read-only, as after a failover
   * @effect One log line when it begins and one when it ends; shared readings are unknown, and what came is counted afterwards.
   */
  it('logs once that Redis refuses to write, and once that it answers again', async () => {
    const service = await start();
    await until(() => isReady(service));
    const linesOf = (text: string) => service.lines.filter((line) => line.includes(text));
    expect(linesOf('Redis answers')).toHaveLength(1);
    const before = service.lines.length;
    // A replica of a primary that is not there: it answers, takes scripts, and refuses to run them.
    await redis.cli('replicaof', '127.0.0.1', '1');
    const until4s = performance.now() + 4_000;
    for (let i = 1; performance.now() < until4s; i += 1) {
      expect(codesOf(await postResponses(service.url, agreement('refused', `to-${i}`)))).toEqual([0]);
      await pause(20);
    }
    expect(linesOf('Redis is away')).toHaveLength(1);
    expect(linesOf('Redis is away')[0]).toContain('READONLY');
    expect(service.lines).toHaveLength(before + 1);
    const text = await (await fetch(`${service.consoleUrl}/health/ready`)).text();
    expect(text).toContain('READONLY');

    await redis.cli('replicaof', 'no', 'one');
    await until(() => isReady(service));
    expect(linesOf('Redis answers')).toHaveLength(2);
    expect(linesOf('Redis is away')).toHaveLength(1);
    expect(codesOf(await postResponses(service.url, agreement('refused', 'last')))).toEqual([38010]);
  }, 60_000);

  it('does not start where Redis evicts what is counted, and says what to set', async () => {
    await redis.cli('config', 'set', 'maxmemory-policy', 'allkeys-lru');
    await expect(start()).rejects.toThrow(
      /maxmemory-policy is allkeys-lru.*Set maxmemory-policy to noeviction/,
    );
  }, 60_000);
});
