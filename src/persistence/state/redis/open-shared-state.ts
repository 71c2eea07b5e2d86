import type { Clock } from '../../../runtime/clock.js';
import type { EventHistory } from '../../../moderation/state/event-history.js';
import type { LabelHistory } from '../../../moderation/state/label-history.js';
import type { Log } from '../../../runtime/log.js';
import type { Journal } from '../../journal/journal.js';
import type { RedisAddress } from './connection/redis-address.js';
import { RedisConnection } from './connection/redis-connection.js';
import { RedisState } from './redis-state.js';

/** Milliseconds for which a start waits for Redis; it starts without Redis all the same. */
const START_TIMEOUT_MS = 2_000;
/** A clock so many milliseconds ahead of Redis' own is not followed: one wrong clock must not empty the windows of all replicas. */
const MAX_AHEAD_MS = 5_000;

export interface SharedStateParts {
  readonly journal: Journal;
  readonly history: EventHistory;
  readonly labels: LabelHistory;
  readonly clock: Clock;
  readonly log: Log;
}

/** Opens the shared state. Rejects with `RedisMisconfigured` when Redis would lose counters. */
export async function openSharedState(address: RedisAddress, parts: SharedStateParts): Promise<RedisState> {
  await parts.journal.trackSharedState();
  const connection = new RedisConnection(address, parts.log);
  const state = new RedisState({ ...parts, connection, aheadMs: MAX_AHEAD_MS });
  try {
    await connection.started(START_TIMEOUT_MS);
  } catch (error) {
    await state.stop();
    throw error;
  }
  return state;
}
