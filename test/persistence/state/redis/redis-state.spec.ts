import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { StateEvent } from '../../../../src/moderation/state/state.js';
import { Journal } from '../../../../src/persistence/journal/journal.js';
import { redisAddress } from '../../../../src/persistence/state/redis/connection/redis-address.js';
import { RedisConnection } from '../../../../src/persistence/state/redis/connection/redis-connection.js';
import { RedisState } from '../../../../src/persistence/state/redis/redis-state.js';
import { APP, type OpenState } from '../../../support/state/gatherings.js';
import { ListedHistory, ListedLabels } from '../../../support/state/listed-history.js';
import { TestClock } from '../../../support/moderation/ports.js';
import { quiet } from '../../../support/quiet.js';
import { aRedisCluster, aRedisServer, hasRedis, needsRedis } from '../../../support/replicas/redis-server.js';
import { stateContract } from '../../../support/state/state-contract.js';
import { aFolder } from '../../../support/temporary-folder.js';

needsRedis('redis-state.spec.ts');
const describeRedis = hasRedis ? describe : describe.skip;

interface Place {
  readonly url: string;
  flush(): Promise<unknown>;
  remove(): Promise<void>;
}

/** States on a Redis that knows nothing yet. */
function opening(place: () => Place): OpenState {
  return async (past, now, replicas) => {
    await place().flush();
    const all = await Promise.all(Array.from({ length: replicas }, () => aReplica(place().url, past, now)));
    const [state, ...others] = all.map((replica) => replica.state);
    if (state === undefined) throw new Error('no replica');
    return {
      state,
      others,
      ready: async () => {
        for (const replica of all) while (!isReady(replica.state)) await pause(2);
      },
      close: async () => {
        await Promise.all(all.map((replica) => replica.close()));
      },
    };
  };
}

async function aReplica(url: string, past: readonly StateEvent[], now: number) {
  const folder = await aFolder();
  const journal = await Journal.open(join(folder.path, 'journal'), quiet);
  await journal.trackSharedState();
  const address = redisAddress(url);
  if (address === null) throw new Error('the address cannot be read');
  const history = new ListedHistory();
  history.events.push(...past);
  const connection = new RedisConnection(address, quiet.log);
  const clock = new TestClock(now);
  const labels = ListedLabels.of(past);
  const rest = { labels, log: quiet.log, aheadMs: null, tickMs: 10 };
  const state = new RedisState({ connection, journal, history, clock, ...rest });
  const close = async () => {
    await state.stop();
    await journal.close();
    await folder.remove();
  };
  return { state, close };
}

function isReady(state: RedisState): boolean {
  const { degraded, rebuilding } = state.report();
  return degraded.length === 0 && !rebuilding;
}

function contractOn(name: string, numRuns: number, start: () => Promise<Place>): void {
  let place: Place;
  beforeAll(async () => {
    place = await start();
  }, 60_000);
  afterAll(() => place.remove());
  stateContract(
    name,
    opening(() => place),
    numRuns,
  );
}

describeRedis('one node', () => {
  contractOn('RedisState on one node', 60, async () => {
    const server = await aRedisServer();
    return { url: server.url, flush: () => server.cli('flushall'), remove: () => server.remove() };
  });
});

describeRedis('a cluster', () => {
  contractOn('RedisState on a cluster', 15, aRedisCluster);
});

describeRedis('an app that is not registered with Redis yet', () => {
  it('counts as being rebuilt', async () => {
    const server = await aRedisServer();
    const { state, close } = await aReplica(server.url, [], Date.now());
    try {
      while (!isReady(state)) await pause(2);
      state.prepare(APP, []);
      expect(state.report().rebuilding).toBe(true);
    } finally {
      await close();
      await server.remove();
    }
  });
});
