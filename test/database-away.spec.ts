import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Database } from '../src/persistence/postgres/database.js';
import { PostgresRuleSetStore } from '../src/persistence/postgres/postgres-rule-set-store.js';
import { aDatabase, opened, OPENING_MS, type TestDatabase } from './support/database.js';
import { aJournalInto, rowsOf } from './support/journalling.js';
import { LineToDatabase } from './support/line-to-database.js';
import { quiet } from './support/quiet.js';
import { aDecision } from './support/records.js';
import { aFolder } from './support/temporary-folder.js';

let place: TestDatabase;
let line: LineToDatabase;
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
  line = await LineToDatabase.to(place.address);
  database = throughTheLine();
  folder = await aFolder();
  journalling = await aJournalInto(database, folder.path);
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
  const kept = await Promise.all(decisions.map((decision) => journalling.log.decided(decision)));
  expect(new Set(kept)).toEqual(new Set(['durable']));
  return decisions.map(({ callback }) => callback.id);
}

async function recorded(): Promise<string[]> {
  const rows = await rowsOf<{ id: string }>(database, 'select id from decision order by id');
  return rows.map(({ id }) => id);
}

describe('while the database is away', () => {
  it('decisions are kept, and written once when it is back', async () => {
    await database.ready();
    journalling.drain.start();
    const before = await decide(300);
    await journalling.drain.passed();
    line.cut();
    const during = await decide(1_000);
    await expect(rowsOf(database, 'select 1')).rejects.toThrow('away');
    expect(database.state).toBe('away');
    expect(journalling.journal.depth().records).toBe(1_000);
    while (journalling.drain.oldestAt === null) await new Promise((resolve) => setTimeout(resolve, 10));
    line.mend();
    await journalling.drain.passed();
    expect(journalling.journal.depth()).toEqual({ records: 0, bytes: 0 });
    expect(await recorded()).toEqual([...before, ...during].sort());
    expect(database.state).toBe('ok');
  });

  it('the drain is cut off in the middle of its work, again and again, and writes nothing twice', async () => {
    await database.ready();
    const ids = await decide(3_000);
    journalling.drain.start();
    for (let cut = 0; cut < 5; cut += 1) {
      await new Promise((resolve) => setTimeout(resolve, 40));
      line.cut();
      line.mend();
    }
    await journalling.drain.passed();
    expect(await recorded()).toEqual(ids.sort());
    const [events] = await rowsOf<{ count: number }>(database, 'select count(*)::int as count from event');
    expect(events?.count).toBe(3_000);
  });

  it('one that hangs is given up after a while, and holds nobody for ever', async () => {
    await database.ready();
    journalling.drain.start();
    line.hold();
    const ids = await decide(10);
    await expect(rowsOf(database, 'select 1')).rejects.toThrow('away');
    expect(database.state).toBe('away');
    line.cut();
    line.mend();
    await journalling.drain.passed();
    expect(await recorded()).toEqual(ids.sort());
  });

  it('the service starts, and opens it when it comes', async () => {
    line.cut();
    const late = throughTheLine();
    expect(late.state).toBe('migrating');
    await expect(rowsOf(late, 'select 1')).rejects.toThrow('not open');
    await expect(
      new PostgresRuleSetStore(late).publish('1', { hash: 'a'.repeat(64), content: null, lists: [] }),
    ).rejects.toThrow('not open');
    line.mend();
    await late.ready();
    expect(late.state).toBe('ok');
    await late.close();
  });

  it('stopping does not wait for it', async () => {
    await database.ready();
    journalling.drain.start();
    line.cut();
    await decide(10);
    await journalling.drain.stop(0);
    await database.close();
    const again = await opened(place);
    const journal = await aJournalInto(again, folder.path);
    expect(journal.journal.depth().records).toBe(10);
    await journal.close();
    await again.close();
  });
});
