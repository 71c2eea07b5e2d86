import { afterEach, describe, expect, it } from '@jest/globals';
import type { Database } from '../../../src/persistence/postgres/connection/database.js';
import { removeClientAddresses } from '../../../src/persistence/postgres/schema/client-addresses.js';
import { dropExpired, createPartitions } from '../../../src/persistence/postgres/schema/partitions.js';
import { databaseForAll, opened, type TestDatabase } from '../../support/persistence/database.js';
import { rowsOf } from '../../support/persistence/journal-into-database.js';
import { TestClock } from '../../support/moderation/ports.js';

const DAY_MS = 86_400_000;
const noon = Date.UTC(2031, 4, 10, 12);

let place: TestDatabase;
let database: Database;
databaseForAll((open, where) => {
  database = open;
  place = where;
});
afterEach(async () => {
  await rowsOf(database, 'truncate event, decision, journal_reject');
});

const make = (now: number) => database.transaction((manager) => createPartitions(manager, now));
const drop = (now: number, days: number) =>
  database.transaction((manager) => dropExpired(manager, now, days));

async function record(table: 'event' | 'decision', at: number): Promise<void> {
  const time = new Date(at).toISOString();
  const sql =
    table === 'event'
      ? `insert into event (received_at, source, position, sdk_app_id, item, kind, from_account, requester_account, to_account)
         values ($1, gen_random_uuid(), 0, 1400000000, 0, 'agree', 'a', 'a', 'b')`
      : `insert into decision (id, received_at, sdk_app_id, from_account, requester_account, fingerprint, rule_set_hash,
           control_revision, engine_version, items, judged, denied, degraded, gathering_us, judging_us, verdicts, effects,
           packet, readings)
         values (gen_random_uuid(), $1, 1400000000, 'a', 'a', '', '', 1, '', 0, 0, 0, '{}', 0, 0, '[]', '[]', '{}', '[]')`;
  await rowsOf(database, sql, [time]);
}

/** Which partition each row lies in. */
async function whereabouts(table: 'event' | 'decision'): Promise<string[]> {
  const rows = await rowsOf<{ name: string }>(
    database,
    `select tableoid::regclass::text as name from ${table} order by received_at`,
  );
  return rows.map(({ name }) => name);
}

describe('partitions', () => {
  it('are there from yesterday to a week ahead, by UTC day', async () => {
    await make(noon);
    await record('event', Date.UTC(2031, 4, 9));
    await record('event', Date.UTC(2031, 4, 17, 23, 59, 59, 999));
    await record('event', Date.UTC(2031, 4, 18));
    expect(await whereabouts('event')).toEqual(['event_20310509', 'event_20310517', 'event_default']);
  });

  it('take over the rows that came before them', async () => {
    const at = Date.UTC(2032, 0, 1, 8);
    await record('event', at);
    await record('event', at + DAY_MS * 30);
    expect(await whereabouts('event')).toEqual(['event_default', 'event_default']);
    await make(at);
    expect(await whereabouts('event')).toEqual(['event_20320101', 'event_default']);
    await make(at);
    expect(await whereabouts('event')).toHaveLength(2);
  });

  it('are dropped when they are older than the retention, and so are old rows of the default one', async () => {
    const today = Date.UTC(2033, 2, 20, 1);
    await record('decision', today - DAY_MS * 10);
    await make(today - DAY_MS * 8);
    for (const days of [8, 6, 5, 4]) await record('decision', today - DAY_MS * days);
    await drop(today, 5);
    expect(await whereabouts('decision')).toEqual(['decision_20330315', 'decision_20330316']);
  });

  it('keep events for the longest window, whatever the retention', async () => {
    const today = Date.UTC(2034, 2, 20, 1);
    for (const days of [36, 35, 30]) await make(today - DAY_MS * days);
    for (const days of [36, 35, 30]) await record('event', today - DAY_MS * days);
    await drop(today, 1);
    expect(await whereabouts('event')).toEqual(['event_20340213', 'event_20340218']);
  });

  /**
   * @fault privacy: RETENTION_DAYS is shorter than the windows of counters
   * @effect Events are kept for the windows, without their client addresses.
   */
  it('lose the client addresses of events by the retention, and keep the events', async () => {
    const today = Date.UTC(2035, 2, 20, 1);
    const addresses = async () => {
      const rows = await rowsOf<{ client_address: string | null }>(
        database,
        'select client_address from event order by received_at',
      );
      return rows.map(({ client_address: address }) => address);
    };
    const clear = () => removeClientAddresses((work) => database.transaction(work), today, 5);
    // The one of 20 days ago lies in the default partition.
    for (const days of [8, 6, 5, 4]) await make(today - DAY_MS * days);
    for (const days of [20, 8, 6, 5, 4]) await record('event', today - DAY_MS * days);
    await rowsOf(
      database,
      `insert into event (received_at, source, position, sdk_app_id, item, kind, from_account, requester_account, to_account)
       select $1::timestamptz + n * interval '1 ms', gen_random_uuid(), n % 3, 1400000000, 0, 'agree', 'a', 'a', 'b'
       from generate_series(1, 12000) n`,
      [new Date(today - DAY_MS * 7).toISOString()],
    );
    await rowsOf(database, "update event set client_address = '203.0.113.7'");
    await clear();
    const after = await addresses();
    expect(after).toHaveLength(12_005);
    expect(after.slice(0, -2).filter((address) => address !== null)).toEqual([]);
    expect(after.slice(-2)).toEqual(['203.0.113.7', '203.0.113.7']);
    await clear();
    expect(await addresses()).toEqual(after);
  });

  /**
   * @fault clock: the clock is a year ahead when old partitions are dropped
   * @effect The database keeps its rows: the earlier of both clocks counts.
   */
  it('outlive a clock of ours that is a year ahead', async () => {
    await record('decision', Date.now() - DAY_MS);
    const ahead = await opened(place, new TestClock(Date.now() + 366 * DAY_MS));
    await ahead.close();
    expect(await whereabouts('decision')).toHaveLength(1);
  });

  it('let "all about this account" be read from indexes, newest first', async () => {
    await make(noon);
    for (const table of ['event', 'decision'] as const) await record(table, noon);
    const plan = await database.transaction(async (manager) => {
      await manager.query('set local enable_seqscan = off');
      return manager.query<{ 'QUERY PLAN': string }[]>(
        `explain select * from account_history where sdk_app_id = 1400000000 and account = 'a'
         order by received_at desc limit 20`,
      );
    });
    const text = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(text).not.toContain('Seq Scan');
    expect(text).toMatch(/Index Cond: .*sdk_app_id = 1400000000.*from_account = 'a'/);
    expect(text).toMatch(/Index Cond: .*sdk_app_id = 1400000000.*requester_account = 'a'/);
    expect(text).toMatch(/Index Cond: .*sdk_app_id = 1400000000.*to_account = 'a'/);
    const rows = await rowsOf<{ what: string }>(
      database,
      `select what from account_history where sdk_app_id = 1400000000 and account = 'b'`,
    );
    expect(rows).toEqual([{ what: 'was answered' }]);
  });
});
