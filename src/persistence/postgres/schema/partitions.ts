import type { EntityManager } from 'typeorm';
import { EVENT_RETENTION_DAYS } from '../../../moderation/state/event-retention.js';

const DAY_MS = 86_400_000;
const AHEAD_DAYS = 7;

const tables = ['decision', 'event', 'blocklist_deletion', 'shadow_match'] as const;

/** Makes the partitions of yesterday to a week ahead. */
export async function createPartitions(manager: EntityManager, now: number): Promise<void> {
  await limitLockWait(manager);
  await manager.query(
    `select ensure_partition(parent, day::date)
     from unnest($1::text[]) parent, generate_series($2::date, $3::date, '1 day') day`,
    [tables, dayOf(now - DAY_MS), dayOf(now + AHEAD_DAYS * DAY_MS)],
  );
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

/** A long reader must not make every writer queue up behind our lock. */
async function limitLockWait(manager: EntityManager): Promise<void> {
  await manager.query(`set local lock_timeout = '3s'`);
}

/** The UTC day of a moment, as SQL writes it. */
function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
