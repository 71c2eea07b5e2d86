import { afterAll, beforeAll, describe } from '@jest/globals';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Journal } from '../src/persistence/journal/journal.js';
import { redisAddress } from '../src/persistence/redis/address.js';
import { Connection } from '../src/persistence/redis/connection.js';
import { RedisState } from '../src/persistence/redis/redis-state.js';
import { ListedHistory } from './support/listed-history.js';
import { SetClock } from './support/ports.js';
import { quiet } from './support/quiet.js';
import { aRedisCluster, aRedisServer } from './support/redis-server.js';
import { stateContract, type OpenState } from './support/state-contract.js';
import { aFolder } from './support/temporary-folder.js';

interface Place {
  readonly url: string;
  flush(): Promise<unknown>;
  remove(): Promise<void>;
}

/** A state on a Redis that knows nothing yet. */
function opening(place: () => Place): OpenState {
  return async (past, now) => {
    await place().flush();
    const folder = await aFolder();
    const journal = await Journal.open(join(folder.path, 'journal'), quiet);
    await journal.beShared();
    const address = redisAddress(place().url);
    if (address === null) throw new Error('the address cannot be read');
    const history = new ListedHistory();
    history.events.push(...past);
    const connection = new Connection(address, quiet.log);
    const state = new RedisState({
      connection,
      journal,
      history,
      clock: new SetClock(now),
      log: quiet.log,
      aheadMs: null,
    });
    const isReady = () => {
      const { degraded, rebuilding } = state.report();
      return degraded.length === 0 && !rebuilding;
    };
    return {
      state,
      ready: async () => {
        while (!isReady()) await pause(2);
      },
      close: async () => {
        await state.stop();
        await journal.close();
        await folder.remove();
      },
    };
  };
}

function contractOn(name: string, start: () => Promise<Place>): void {
  let place: Place;
  beforeAll(async () => {
    place = await start();
  }, 60_000);
  afterAll(() => place.remove());
  stateContract(
    name,
    opening(() => place),
    60,
  );
}

describe('one node', () => {
  contractOn('RedisState on one node', async () => {
    const server = await aRedisServer();
    return { url: server.url, flush: () => server.cli('flushall'), remove: () => server.remove() };
  });
});

describe('a cluster', () => {
  contractOn('RedisState on a cluster', aRedisCluster);
});
