import { setTimeout as pause } from 'node:timers/promises';
import type { EntityManager } from 'typeorm';
import { EVENT_RETENTION_DAYS } from '../../../moderation/state/event-retention.js';
import type { Clock } from '../../../runtime/clock.js';
import { removeClientAddresses } from './client-addresses.js';
import { createPartitions, dropExpired } from './partitions.js';

const ATTEMPTS = 20;
const ATTEMPT_MS = 500;

type Transaction = <T>(work: (manager: EntityManager) => Promise<T>) => Promise<T>;

/** Creates the partitions of the days to come, and drops what is older than the retention. */
export async function maintainPartitions(
  transaction: Transaction,
  clock: Clock,
  retentionDays: number,
): Promise<void> {
  for (
    let attempt = 1;
    !(await transaction((manager) => createPartitions(manager, clock.now())));
    attempt += 1
  ) {
    if (attempt === ATTEMPTS) throw new Error('another session has held the lock for partitions for 10 s');
    await pause(ATTEMPT_MS, undefined, { ref: false });
  }
  const now = await transaction((manager) => earlierClock(manager, clock));
  await transaction((manager) => dropExpired(manager, now, retentionDays));
  if (retentionDays < EVENT_RETENTION_DAYS) await removeClientAddresses(transaction, now, retentionDays);
}

/** The earlier of our time and the database's: one clock that is ahead must not drop what is still to be kept. */
async function earlierClock(manager: EntityManager, clock: Clock): Promise<number> {
  const [row] = await manager.query<{ readonly now: string }[]>(
    'select round(extract(epoch from clock_timestamp()) * 1000)::text as now',
  );
  const now = Number(row?.now ?? Number.NaN);
  if (!Number.isSafeInteger(now)) throw new Error(`the database's clock says ${row?.now}`);
  return Math.min(clock.now(), now);
}
