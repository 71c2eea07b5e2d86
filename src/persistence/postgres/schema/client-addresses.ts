import type { EntityManager } from 'typeorm';

const DAY_MS = 86_400_000;
/** Rows in a transaction: few enough for it to last a fraction of a second. */
const BATCH = 5_000;
/** The comment on a partition that is done. */
const DONE = 'friendgate: client addresses removed';

type Transaction = <T>(work: (manager: EntityManager) => Promise<T>) => Promise<T>;

/**
 * Removes client addresses from events that are older than the retention, day by day: events themselves are kept for the longest window of a
 * counter.
 */
export async function removeClientAddresses(
  transaction: Transaction,
  now: number,
  retentionDays: number,
): Promise<void> {
  const before = new Date(now - retentionDays * DAY_MS).toISOString().slice(0, 10);
  for (const { name, day } of await transaction((manager) => partitionsBefore(manager, before))) {
    await removeFrom(transaction, name);
    await transaction((manager) => manager.query(`comment on table "${name}" is '${DONE} before ${day}'`));
  }
  await transaction((manager) =>
    manager.query(
      `update event_default set client_address = null
       where received_at < $1::date at time zone 'UTC' and client_address is not null`,
      [before],
    ),
  );
}

/** Partitions of days before a day that are not done, oldest first. */
function partitionsBefore(
  manager: EntityManager,
  before: string,
): Promise<{ readonly name: string; readonly day: string }[]> {
  return manager.query(
    `select name, day::text from (
       select relname as name, to_date(right(relname, 8), 'YYYYMMDD') as day, child.oid
       from pg_inherits join pg_class child on child.oid = inhrelid
       where inhparent = 'event'::regclass and relname ~ '^event_[0-9]{8}$') partition
     where day < $1::date and coalesce(obj_description(oid, 'pg_class'), '') not like $2
     order by day`,
    [before, `${DONE}%`],
  );
}

/** In order of the primary key, so that each batch goes on where the last one ended. */
async function removeFrom(transaction: Transaction, partition: string): Promise<void> {
  let from = '-infinity';
  for (;;) {
    const since = from;
    const [row] = await transaction((manager) =>
      manager.query<{ readonly rows: number; readonly last: string | null }[]>(
        `with page as (
           select received_at, source, position from "${partition}"
           where received_at >= $1::timestamptz and client_address is not null
           order by received_at, source, position limit ${BATCH}),
         removed as (
           update "${partition}" event set client_address = null from page
           where (event.received_at, event.source, event.position) = (page.received_at, page.source, page.position))
         select count(*)::int as rows, to_char(max(received_at), 'YYYY-MM-DD"T"HH24:MI:SS.USOF') as last from page`,
        [since],
      ),
    );
    if (row === undefined || row.last === null || row.rows < BATCH) return;
    from = row.last;
  }
}
