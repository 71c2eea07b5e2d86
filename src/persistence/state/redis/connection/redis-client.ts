import { Cluster, Redis, type RedisOptions } from 'ioredis';
import type { RedisAddress } from './redis-address.js';

const CONNECT_MS = 2_000;
const MAX_RECONNECT_MS = 250;

/** A client without an offline queue that never sends a command twice; not connected yet. */
export function createRedisClient(address: RedisAddress): Redis | Cluster {
  const { nodes, credentials, tls } = address;
  const common: RedisOptions = {
    ...credentials,
    ...(tls ? { tls: {} } : {}),
    connectionName: 'friendgate',
    lazyConnect: true,
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    connectTimeout: CONNECT_MS,
    keepAlive: 10_000,
    retryStrategy: (times) => Math.min(times * 50, MAX_RECONNECT_MS),
    // After a failover the old primary refuses writes: a new connection finds the new one.
    reconnectOnError: (error) => error.message.startsWith('READONLY'),
  };
  switch (address.kind) {
    case 'single':
      return new Redis({ ...common, ...nodes[0], db: address.db });
    case 'sentinel':
      return new Redis({
        ...common,
        sentinels: [...nodes],
        name: address.name,
        db: address.db,
        sentinelRetryStrategy: (times) => Math.min(times * 50, MAX_RECONNECT_MS),
        ...(tls ? { enableTLSForSentinelMode: true } : {}),
      });
    case 'cluster':
      return new Cluster([...nodes], {
        lazyConnect: true,
        enableOfflineQueue: false,
        redisOptions: common,
        clusterRetryStrategy: (times) => Math.min(times * 50, MAX_RECONNECT_MS),
        slotsRefreshTimeout: CONNECT_MS,
        retryDelayOnFailover: 100,
        retryDelayOnClusterDown: 100,
      });
  }
}
