import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { Database } from '../../../src/persistence/postgres/connection/database.js';
import { PostgresRuleSetStore } from '../../../src/persistence/postgres/rule-sets/postgres-rule-set-store.js';
import {
  adminUrl,
  aDatabase,
  opened,
  OPENING_MS,
  type TestDatabase,
} from '../../support/persistence/database.js';
import { aJournalInto, rowsOf } from '../../support/persistence/journal-into-database.js';
import { DatabaseProxy } from '../../support/persistence/database-proxy.js';
import { quiet } from '../../support/quiet.js';
import { aDecision, noReadings } from '../../support/persistence/records.js';
import { until } from '../../support/service-process.js';
import { aFolder } from '../../support/temporary-folder.js';

let place: TestDatabase;
let line: DatabaseProxy;
let database: Database;
let folder: Awaited<ReturnType<typeof aFolder>>;
let journalling: Awaited<ReturnType<typeof aJournalInto>>;

function throughTheLine(): Database {
  return new Database({
    ...quiet,
    address: async () => line.addressOf(place.address),
    retentionDays: 35,
    transactionMs: 4_000,
  });
}

beforeEach(async () => {
  place = await aDatabase();
  line = await DatabaseProxy.to(place.address);
  database = throughTheLine();
  folder = await aFolder();
  journalling = await aJournalInto(database, folder.path, line.addressOf(place.address));
}, OPENING_MS);
afterEach(async () => {
  await journalling.close();
  await database.close();
  await line.close();
  await place.remove();
  await folder.remove();
});

async function decide(count: number): Promise<string[]> {
  const decisions = Array.from({ length: count }, () => aDecision());
  const kept = await Promise.all(decisions.map((decision) => journalling.log.recordDecision(decision)));
  expect(new Set(kept)).toEqual(new Set(['durable']));
  return decisions.map(({ callback }) => callback.id);
}

async function recorded(): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(database, 'select id from decision order by id');
  return rows.map(({ id }) => id);
}

describe('while the database is away', () => {
  /**
   * @fault database: the database is away
   * @effect Answers go on; the journal keeps records and writes them once afterwards.
   */
  it('decisions are kept, and written once when it is back', async () => {
    await database.ready();
    journalling.drain.start();
    const before = await decide(300);
    await journalling.drain.whenDrained();
    line.cut();
    const during = await decide(1_000);
    await expect(rowsOf(database, 'select 1')).rejects.toThrow('away');
    expect(database.state).toBe('away');
    expect(journalling.journal.backlog().records).toBe(1_000);
    while (journalling.drain.oldestAt === null) await new Promise((resolve) => setTimeout(resolve, 10));
    line.restore();
    await journalling.drain.whenDrained();
    expect(journalling.journal.backlog()).toEqual({ records: 0, bytes: 0 });
    expect(await recorded()).toEqual([...before, ...during].sort());
    expect(database.state).toBe('ok');
  });

  /**
   * @fault database: connections break in the middle of a transaction
   * @effect The batch is written again; no record is written twice.
   */
  it('the drain is cut off in the middle of its work, again and again, and writes nothing twice', async () => {
    await database.ready();
    const ids = await decide(3_000);
    journalling.drain.start();
    for (let cut = 0; cut < 5; cut += 1) {
      await new Promise((resolve) => setTimeout(resolve, 40));
      line.cut();
      line.restore();
    }
    await journalling.drain.whenDrained();
    expect(await recorded()).toEqual(ids.sort());
    const [events] = await rowsOf<{ count: number }>(database, 'select count(*)::int as count from event');
    expect(events?.count).toBe(3_000);
  });

  /**
   * @fault database: the database hangs
   * @effect The query ends after its timeout, and is tried again.
   */
  it('one that hangs is given up after a while, and blocks no caller for ever', async () => {
    await database.ready();
    journalling.drain.start();
    line.hold();
    const ids = await decide(10);
    await expect(rowsOf(database, 'select 1')).rejects.toThrow('away');
    expect(database.state).toBe('away');
    line.cut();
    line.restore();
    await journalling.drain.whenDrained();
    expect(await recorded()).toEqual(ids.sort());
  });

  /**
   * @fault database: the database is away at the start
   * @effect The service starts, and opens the database when it comes.
   */
  it('the service starts, and opens it when it comes', async () => {
    line.cut();
    const late = throughTheLine();
    expect(late.state).toBe('migrating');
    await expect(rowsOf(late, 'select 1')).rejects.toThrow('not open');
    await expect(
      new PostgresRuleSetStore(late).publish('1', {
        hash: 'a'.repeat(64),
        content: null,
        lists: [],
        readingTable: noReadings,
      }),
    ).rejects.toThrow('not open');
    line.restore();
    await late.ready();
    // On trial storage it shares the one session with the other database, and may have to wait for it.
    await until(async () => late.state === 'ok' && late.problem === null);
    await late.close();
  });

  /**
   * @fault database: the database is away at the stop
   * @effect The process ends in time; the journal is drained after the next start.
   */
  it('stopping does not wait for it', async () => {
    await database.ready();
    journalling.drain.start();
    line.cut();
    await decide(10);
    await journalling.drain.stop(0);
    await database.close();
    const again = await opened(place);
    const journal = await aJournalInto(again, folder.path, place.address);
    expect(journal.journal.backlog().records).toBe(10);
    await journal.close();
    await again.close();
  });
});

if (adminUrl === null) {
  process.stderr.write(
    'database-away.spec.ts skips what needs a server of many sessions: set TEST_DATABASE_URL\n',
  );
}

/** Behaviour that needs a server with many sessions. */
(adminUrl === null ? describe.skip : describe)('a PostgreSQL', () => {
  async function asAdmin<Row>(sql: (name: string) => string): Promise<Row[]> {
    const admin = new Client(adminUrl ?? '');
    await admin.connect();
    try {
      const { rows } = await admin.query(sql(new URL(place.url ?? '').pathname.slice(1)));
      return rows;
    } finally {
      await admin.end();
    }
  }

  it('that refuses connections is away, whatever it says', async () => {
    await database.ready();
    await asAdmin((name) => `alter database ${name} allow_connections false`);
    line.cut();
    line.restore();
    // The pool sees first that its connections have ended.
    await new Promise((resolve) => setTimeout(resolve, 200));
    await expect(rowsOf(database, 'select 1')).rejects.toThrow('away');
    expect(database.state).toBe('away');
    await asAdmin((name) => `alter database ${name} allow_connections true`);
    await rowsOf(database, 'select 1');
    expect(database.state).toBe('ok');
  });

  /**
   * @fault database: the database becomes a standby
   * @effect Writes go to the new primary.
   */
  it('that has become a standby is left for the one that has taken over', async () => {
    await database.ready();
    journalling.drain.start();
    await asAdmin((name) => `alter database ${name} set default_transaction_read_only = on`);
    line.cut();
    line.restore();
    const ids = await decide(10);
    await expect(rowsOf(database, 'truncate shadow_match')).rejects.toThrow('read-only');
    await asAdmin((name) => `alter database ${name} reset default_transaction_read_only`);
    await journalling.drain.whenDrained();
    expect(await recorded()).toEqual(ids.sort());
  });

  it('has no connection left of a service that closed while it was opening', async () => {
    await database.close();
    let arrive: () => void = () => {};
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const late = new Database({
      ...quiet,
      address: () => arrived.then(() => place.address),
      retentionDays: 35,
    });
    await late.close();
    arrive();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(
      await asAdmin((name) => `select application_name from pg_stat_activity where datname = '${name}'`),
    ).toEqual([]);
  });
});
