import type { EntityManager } from 'typeorm';
import { EVENT_RETENTION_DAYS } from '../../../moderation/state/event-retention.js';

const DAY_MS = 86_400_000;
const AHEAD_DAYS = 7;

const tables = ['decision', 'event', 'blocklist_deletion', 'shadow_match'] as const;

/** Creates the partitions of yesterday to a week ahead. @returns false when another replica is doing so */
export async function createPartitions(manager: EntityManager, now: number): Promise<boolean> {
  await limitLockWait(manager);
  // `ensure_partition` takes this lock too, but after it has looked whether the partition is there, and then trusts its cache: two
  // replicas that start together on an empty database would both create it. So the lock comes first, and the look reads pg_class.
  const [lock] = await manager.query<{ readonly locked: boolean }[]>(
    `select pg_try_advisory_xact_lock(hashtext('friendgate partitions')) as locked`,
  );
  if (lock?.locked !== true) return false;
  await manager.query(
    `select ensure_partition(parent, day::date)
     from unnest($1::text[]) parent, generate_series($2::date, $3::date, '1 day') day
     where not exists (
       select from pg_class
       where relname = parent || '_' || to_char(day, 'YYYYMMDD') and relnamespace = current_schema()::regnamespace)`,
    [tables, dayOf(now - DAY_MS), dayOf(now + AHEAD_DAYS * DAY_MS)],
  );
  return true;
}

/** Drops rows that are older than the retention; labels that still stand are kept. */
export async function dropExpired(manager: EntityManager, now: number, retentionDays: number): Promise<void> {
  await limitLockWait(manager);
  for (const table of tables) {
    const days = table === 'event' ? Math.max(retentionDays, EVENT_RETENTION_DAYS) : retentionDays;
    await manager.query('select drop_partitions($1, $2::date)', [table, dayOf(now - days * DAY_MS)]);
  }
  const oldest = new Date(now - retentionDays * DAY_MS).toISOString();
  await manager.query('delete from journal_reject where created_at < $1', [oldest]);
  await manager.query(
    `delete from label_change old where at < $1 and (cleared or expires_at < $1 or exists (
       select from label_change later
       where later.sdk_app_id = old.sdk_app_id and later.account = old.account and later.label = old.label
         and later.at > old.at))`,
    [oldest],
  );
}

/** While this transaction waits for a lock behind a long read, all writers of the table wait behind it. */
async function limitLockWait(manager: EntityManager): Promise<void> {
  await manager.query(`set local lock_timeout = '3s'`);
}

/** The UTC day of a moment, as SQL writes it. */
function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
