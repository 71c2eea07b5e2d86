import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { attemptEventsOf } from '../../../../src/moderation/state/decision-events.js';
import type { Reading } from '../../../../src/moderation/model/reading.js';
import { defaultWeights } from '../../../../src/moderation/state/reputation.js';
import type { RateSpec } from '../../../../src/moderation/state/state.js';
import { JournalDecisionLog } from '../../../../src/persistence/journal/journal-decision-log.js';
import { Journal, LIMITS, type JournalLimits } from '../../../../src/persistence/journal/journal.js';
import { redisAddress } from '../../../../src/persistence/state/redis/connection/redis-address.js';
import { RedisConnection } from '../../../../src/persistence/state/redis/connection/redis-connection.js';
import { RedisState } from '../../../../src/persistence/state/redis/redis-state.js';
import { aCallback } from '../../../support/moderation/builders.js';
import { aRate } from '../../../support/state/gatherings.js';
import { ListedHistory, ListedLabels } from '../../../support/state/listed-history.js';
import { quiet } from '../../../support/quiet.js';
import { aDecision } from '../../../support/persistence/records.js';
import {
  aRedisServer,
  hasRedis,
  needsRedis,
  type RedisServer,
} from '../../../support/replicas/redis-server.js';
import { aFolder } from '../../../support/temporary-folder.js';

needsRedis('journal-replay.spec.ts');

const rates: readonly RateSpec[] = [aRate({ withinMs: 3_600_000, saturateAt: 1_000 })];
const keepsLittle: JournalLimits = { ...LIMITS, segmentBytes: 2_048, maxGroupBytes: 1_024, keepMs: 0 };

let redis: RedisServer;
let folder: Awaited<ReturnType<typeof aFolder>>;
let closing: (() => Promise<unknown>)[] = [];
beforeEach(async () => {
  redis = await aRedisServer();
  folder = await aFolder();
}, 20_000);
afterEach(async () => {
  for (const close of closing.toReversed()) await close();
  closing = [];
  await redis.remove();
  await folder.remove();
});

/** One replica, whose journal is drained into a list at once. */
async function aReplica(limits: JournalLimits = LIMITS) {
  const journal = await Journal.open(join(folder.path, 'journal'), { ...quiet, limits });
  await journal.trackSharedState();
  const log = new JournalDecisionLog(journal, quiet.log, 'test');
  const history = new ListedHistory();
  const address = redisAddress(redis.url);
  if (address === null) throw new Error('the address cannot be read');
  const connection = new RedisConnection(address, quiet.log);
  const state = new RedisState({
    labels: new ListedLabels(),
    ...quiet,
    connection,
    journal,
    history,
    aheadMs: null,
    tickMs: 20,
  });
  state.prepare('1400000000', rates);
  const isWell = () => state.report().degraded.length === 0 && !state.report().rebuilding;

  /** One packet from gathering to settling. @returns the reading of its only item */
  const answer = async (): Promise<Reading | undefined> => {
    const id = v7();
    const callback = aCallback({ id, fingerprint: id, receivedAt: Date.now() });
    const packet = { appId: callback.appId, source: id, fingerprint: id };
    const attempts = attemptEventsOf(callback);
    const gathered = await state.gather({
      ...packet,
      at: callback.receivedAt,
      rates,
      reputation: defaultWeights,
      events: attempts,
      questions: [{ kind: 'rate', rate: 0 }],
    });
    await log.recordDecision(aDecision({ callback }));
    history.events.push(...attempts);
    state.settle({ ...packet, answer: 'answer', events: [] });
    return gathered.kind === 'first' ? gathered.readings[0]?.[0] : undefined;
  };
  const replica = {
    journal,
    history,
    answer,
    answerSome: async (count: number) => {
      for (let i = 0; i < count; i += 1) await answer();
    },
    well: async () => {
      while (!isWell()) await pause(5);
    },
    /** Once exact again, how many have come: this one, too. */
    counted: async (): Promise<Reading | undefined> => {
      for (let attempt = 0; attempt < 1_000; attempt += 1) {
        const reading = isWell() ? await answer() : undefined;
        if (typeof reading === 'number') return reading;
        await pause(20);
      }
      return undefined;
    },
    /** A checkpoint at the end of the journal: Redis has all of it. */
    checkpointed: async () => {
      while (!isDeepStrictEqual(journal.sharedCursor, journal.end())) await pause(5);
    },
    drained: async () => {
      await journal.advance(journal.end(), journal.backlog().records);
      await journal.sweep();
    },
    close: async () => {
      await state.stop();
      await log.close();
    },
  };
  closing.push(replica.close);
  await replica.well();
  return replica;
}

(hasRedis ? describe : describe.skip)('a Redis that comes back with the state of a while ago', () => {
  it('gets what it lost by a replay of the journal', async () => {
    const { answerSome, checkpointed, counted, history } = await aReplica();
    await answerSome(30);
    await checkpointed();
    await redis.cli('save');
    const [epoch] = (await redis.cli('--scan', '--pattern', '*:epoch')).split('\n');
    const before = await redis.cli('hget', epoch ?? '', 'id');
    await answerSome(40);
    await redis.kill();
    await answerSome(10);
    await redis.start();
    expect(await counted()).toBe(history.events.length);
    expect(await redis.cli('hget', epoch ?? '', 'id')).toBe(before);
  }, 60_000);

  it('is filled anew where the journal does not reach back so far', async () => {
    const { answerSome, checkpointed, counted, history, drained, journal } = await aReplica(keepsLittle);
    await answerSome(30);
    await checkpointed();
    await redis.cli('save');
    await answerSome(40);
    await checkpointed();
    const { segment } = journal.end();
    await drained();
    expect(journal.listSegments()[0]?.number).toBe(segment);
    await redis.kill();
    await redis.start();
    expect(await counted()).toBe(history.events.length);
  }, 60_000);
});

(hasRedis ? describe : describe.skip)('the journal, while Redis is away', () => {
  it('keeps records that the database has and Redis lacks', async () => {
    const { answerSome, counted, history, drained } = await aReplica(keepsLittle);
    await redis.kill();
    await answerSome(50);
    await drained();
    history.events.length = 0;
    await redis.start();
    // Redis is empty, and so is the history: this is from the journal.
    expect(await counted()).toBe(50 + history.events.length);
  }, 60_000);

  /**
   * @fault redis: Redis is away for longer than the journal waits (1 GiB)
   * @effect Redis is filled from the table `event` when it is back.
   */
  it('drops records beyond its limit; then the history fills Redis', async () => {
    const { answerSome, checkpointed, counted, history, drained, journal } = await aReplica({
      ...keepsLittle,
      sharedBytes: 4_096,
    });
    await answerSome(10);
    await checkpointed();
    const before = journal.listSegments().length;
    redis.pause();
    await answerSome(60);
    await drained();
    expect(journal.listSegments().length).toBeLessThan(before + 6);
    redis.resume();
    expect(await counted()).toBe(history.events.length);
  }, 60_000);
});
