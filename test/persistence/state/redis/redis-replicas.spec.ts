import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { codesIn } from '../../../support/answered.js';
import { postResponses } from '../../../support/callback-client.js';
import { isWell } from '../../../support/faults.js';
import { adminUrl } from '../../../support/persistence/database.js';
import {
  aGuardedRedis,
  aRedisServer,
  hasRedis,
  needsRedis,
  type RedisServer,
} from '../../../support/replicas/redis-server.js';
import { startProcess, until } from '../../../support/service-process.js';
import { aFolder } from '../../../support/temporary-folder.js';
import { during, tell, twoReplicas, type Replicas } from '../../../support/replicas/two-replicas.js';

if (adminUrl === null) {
  process.stderr.write(
    'redis-replicas.spec.ts is skipped: replicas need a PostgreSQL: set TEST_DATABASE_URL\n',
  );
}

needsRedis('redis-replicas.spec.ts');
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
async function aRedis(): Promise<RedisServer> {
  const redis = await aRedisServer();
  closing.push(() => redis.remove());
  return redis;
}

(possible ? describe : describe.skip)('two replicas on one Redis', () => {
  /**
   * @fault replica: one of two replicas is killed under load
   * @effect No answered callback is lost, and each counts once.
   */
  it(
    'lose nothing that was answered when one is killed, and count it once',
    async () => {
      const redis = await aRedis();
      const replicas = await replicasOn(redis.url);
      const met = await during(replicas, async () => {
        await replicas.kill();
        await pause(1_000);
        await replicas.restart();
      });
      tell('a replica killed', met);
      const { sent, unanswered, late, happened, counted } = met;
      expect(late).toBe(0);
      expect(happened).toBeGreaterThanOrEqual(2 * (sent - unanswered) + 1);
      // Those that were in flight then came, whether or not they were answered.
      expect(Number(counted)).toBeGreaterThanOrEqual(happened);
      expect(Number(counted)).toBeLessThanOrEqual(2 * sent + 1);
    },
    FAULT_MS,
  );

  it(
    "count as one, and know each other's copies",
    async () => {
      const redis = await aRedis();
      const { services } = await replicasOn(redis.url, 'rules');
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

(hasRedis ? describe : describe.skip)(
  'a Redis that speaks TLS, and lets in a user of friendgate alone',
  () => {
    it(
      'is used',
      async () => {
        const redis = await aGuardedRedis();
        closing.push(() => redis.remove());
        const folder = await aFolder();
        closing.push(() => folder.remove());
        const service = await startProcess({
          REDIS_URL: redis.url,
          NODE_EXTRA_CA_CERTS: redis.certificate,
          DATA_DIR: folder.path,
        });
        closing.push(() => service.end('SIGKILL'));
        await until(() => isWell(service));
        for (let i = 0; i < 20; i += 1) await postResponses(service.url, agreement('ann', `to-${i}`));
        expect(codesIn((await postResponses(service.url, agreement('ann', 'last'))).text)).toEqual([38010]);
      },
      FAULT_MS,
    );
  },
);

function agreement(from: string, to: string) {
  return {
    From_Account: from,
    ResponseFriendItem: [{ To_Account: to, ResponseAction: 'Response_Action_Agree' }],
  };
}
