import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { postgresAt } from '../../../src/persistence/postgres/connection/database-address.js';
import { Database } from '../../../src/persistence/postgres/connection/database.js';
import { aLogOfLines } from '../../support/log-lines.js';
import { adminUrl, aDatabase, OPENING_MS, type TestDatabase } from '../../support/persistence/database.js';
import { aJournalInto, rowsOf } from '../../support/persistence/journal-into-database.js';
import { aPostgresServer, noServerBecause } from '../../support/persistence/postgres-server.js';
import { aDecision, aDeletion } from '../../support/persistence/records.js';
import { quiet } from '../../support/quiet.js';
import { until } from '../../support/service-process.js';
import { aFolder } from '../../support/temporary-folder.js';

const PATIENCE_MS = 1_000;
/** Health says what is wrong within this time. */
const NOTICED_MS = 5_000;

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function connected(url: string): Promise<Client> {
  const client = new Client(url);
  client.on('error', () => {});
  await client.connect();
  closing.push(() => client.end());
  return client;
}

async function openedAt(url: string) {
  const log = aLogOfLines();
  const database = new Database({
    clock: quiet.clock,
    log,
    address: async () => postgresAt(url),
    retentionDays: 35,
  });
  closing.push(() => database.close());
  await database.ready();
  const folder = await aFolder();
  closing.push(() => folder.remove());
  const journalling = await aJournalInto(database, folder.path, postgresAt(url), PATIENCE_MS);
  closing.push(() => journalling.close());
  journalling.drain.start();
  return { database, journalling, lines: log.lines };
}

/** Waits for a problem that health shows, and fails when it is shown too late. */
async function noticed(database: Database, problem: RegExp): Promise<void> {
  const begun = performance.now();
  await until(async () => problem.test(database.problem ?? ''));
  expect(performance.now() - begun).toBeLessThan(NOTICED_MS);
}

const healed = (database: Database) => until(async () => database.problem === null);

if (adminUrl === null) {
  process.stderr.write('database-faults.spec.ts is skipped: it needs a PostgreSQL: set TEST_DATABASE_URL\n');
}

(adminUrl === null ? describe.skip : describe)('a database that answers', () => {
  let place: TestDatabase;
  let admin: Client;
  let name: string;
  beforeEach(async () => {
    place = await aDatabase();
    closing.push(() => place.remove());
    admin = await connected(place.url ?? '');
    name = new URL(place.url ?? '').pathname.slice(1);
  }, OPENING_MS);

  const count = async (table: string): Promise<number> => {
    const { rows } = await admin.query<{ count: number }>(`select count(*)::int as count from ${table}`);
    return rows[0]?.count ?? -1;
  };

  /**
   * @fault database: a table was dropped
   * @effect Health names it within 5 s; the other tables get their rows; its records are kept, and written when it is back.
   */
  it(
    'and lacks a table: the others get their rows, and the table too when it is back',
    async () => {
      const { database, journalling } = await openedAt(place.url ?? '');
      await admin.query('alter table shadow_match rename to lost');
      await noticed(database, /the database has no table "shadow_match"/);
      const decisions = Array.from({ length: 30 }, () => aDecision());
      for (const decision of decisions) {
        await journalling.log.recordDecision(decision);
        journalling.log.recordShadowMatches(decision, [
          { item: 0, rule: 'crowd', outcome: 'deny', code: 38020 },
        ]);
      }
      await until(async () => (await count('decision')) === 30);
      await journalling.drain.whenDrained();
      expect(await count('event')).toBe(30);
      expect(await count('journal_reject')).toBe(30);
      expect(journalling.writer.rejected).toBe(0);
      await admin.query('alter table lost rename to shadow_match');
      await healed(database);
      await until(async () => (await count('shadow_match')) === 30);
      expect(await count('journal_reject')).toBe(0);
    },
    OPENING_MS,
  );

  /**
   * @fault database: a table is locked by another session
   * @effect The other tables get their rows; its records are written when the lock is gone.
   */
  it(
    'and has a table locked: the others get their rows',
    async () => {
      const { journalling } = await openedAt(place.url ?? '');
      const locker = await connected(place.url ?? '');
      await admin.query(`alter database ${name} set lock_timeout = '500ms'`);
      await admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and application_name = 'friendgate'`,
        [name],
      );
      await locker.query('begin; lock table blocklist_deletion in access exclusive mode');
      const deletion = aDeletion();
      await journalling.log.recordDeletion(deletion, null);
      await journalling.log.recordDecision(aDecision());
      await until(async () => (await count('decision')) === 1 && (await count('event')) > 1);
      expect(await count('journal_reject')).toBe(1);
      await locker.query('rollback');
      await until(async () => (await count('blocklist_deletion')) === deletion.pairs.length);
      expect(await count('journal_reject')).toBe(0);
    },
    OPENING_MS,
  );

  /**
   * @fault database: it has become read-only
   * @effect Health says so within 5 s; records wait in the journal, and are written when it can be written again.
   */
  it(
    'and is read-only: records wait',
    async () => {
      const { database, journalling } = await openedAt(place.url ?? '');
      await admin.query(`alter database ${name} set default_transaction_read_only = on`);
      await admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and application_name = 'friendgate'`,
        [name],
      );
      await noticed(database, /the database is read-only/);
      await journalling.log.recordDecision(aDecision());
      await admin.query(
        `set default_transaction_read_only = off; alter database ${name} reset default_transaction_read_only`,
      );
      await admin.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and application_name = 'friendgate'`,
        [name],
      );
      await healed(database);
      await journalling.drain.whenDrained();
      expect(await count('decision')).toBe(1);
    },
    OPENING_MS,
  );

  /**
   * @fault database: it was dropped, and an empty one created under its name
   * @effect Its tables are created again without a restart; records of the journal are written into them.
   */
  it(
    'and was created anew: its tables are made again, and records go on',
    async () => {
      const { database, journalling, lines } = await openedAt(place.url ?? '');
      await journalling.log.recordDecision(aDecision());
      await journalling.drain.whenDrained();
      const postgres = await connected(adminUrl ?? '');
      await admin.end();
      await postgres.query(`drop database ${name} with (force)`);
      await noticed(database, /does not exist/);
      await journalling.log.recordDecision(aDecision());
      await postgres.query(`create database ${name}`);
      await journalling.drain.whenDrained();
      await healed(database);
      await until(async () => (await rowsOf(database, 'select from decision')).length === 1);
      expect(await rowsOf(database, `select from pg_class where relname ~ '^event_[0-9]{8}$'`)).toHaveLength(
        9,
      );
      const messages = lines.map(({ message }) => message);
      expect(messages.filter((message) => message === 'the database is away')).toHaveLength(1);
      expect(messages.filter((message) => message === 'the database is back')).toHaveLength(1);
      expect(messages).toContain('the database was created anew: its tables have been made');
      admin = await connected(adminUrl ?? '');
    },
    OPENING_MS,
  );
});

const canFill = noServerBecause === null && process.getuid?.() === 0 && canMount();
if (!canFill) {
  process.stderr.write(
    'database-faults.spec.ts skips a full disk: root, mount and the programs of PostgreSQL are needed\n',
  );
}

(canFill ? describe : describe.skip)('a database whose disk is full', () => {
  /**
   * @fault database: its disk is full
   * @effect Health says so within 5 s; records wait in the journal, and are written when there is room.
   */
  it(
    'is said to be full, and takes everything when there is room',
    async () => {
      const server = await aPostgresServer();
      closing.push(() => server.remove());
      const disk = await mkdtemp(join(tmpdir(), 'friendgate-disk-'));
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', disk]);
      execFileSync('chown', ['postgres', disk]);
      closing.push(async () => {
        await server.stop();
        execFileSync('umount', ['--lazy', disk]);
        await rm(disk, { recursive: true, force: true });
      });
      const admin = await connected(server.url);
      await admin.query(`create tablespace small location '${disk}'`);
      await admin.query('create database small tablespace small');
      const url = server.url.replace(/postgres$/, 'small');
      const { database, journalling } = await openedAt(url);
      const ballast = join(disk, 'ballast');
      const fill = () => writeFile(ballast, Buffer.alloc(128 * 1024 ** 2)).catch(() => {});
      await fill();
      await journalling.log.recordDecision(aDecision());
      await noticed(database, /the disk of the database is full/);
      expect(await rowsOf(database, 'select from decision')).toHaveLength(0);
      await rm(ballast);
      await journalling.drain.whenDrained();
      await healed(database);
      expect(await rowsOf(database, 'select from decision')).toHaveLength(1);
    },
    OPENING_MS,
  );
});

function canMount(): boolean {
  try {
    execFileSync('unshare', ['-m', 'true']);
    return true;
  } catch {
    return false;
  }
}
