import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import {
  postgresAt,
  type DatabaseAddress,
} from '../../../src/persistence/postgres/connection/database-address.js';
import { Database } from '../../../src/persistence/postgres/connection/database.js';
import { postResponses } from '../../support/callback-client.js';
import { aLogOfLines, type LogLine } from '../../support/log-lines.js';
import { DatabaseProxy } from '../../support/persistence/database-proxy.js';
import {
  adminUrl,
  anEmptyDatabase,
  OPENING_MS,
  type TestDatabase,
} from '../../support/persistence/database.js';
import { rowsOf } from '../../support/persistence/journal-into-database.js';
import { aPostgresServer, noServerBecause } from '../../support/persistence/postgres-server.js';
import { quiet } from '../../support/quiet.js';
import { startProcess, until } from '../../support/service-process.js';
import { aFolder } from '../../support/temporary-folder.js';

const MIGRATION_LOCK = 4_106_119_254;

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function anEmptyPlace(): Promise<TestDatabase> {
  const place = await anEmptyDatabase();
  closing.push(() => place.remove());
  return place;
}

async function connected(url: string): Promise<Client> {
  const client = new Client(url);
  client.on('error', () => {});
  await client.connect();
  closing.push(() => client.end());
  return client;
}

function opening(address: DatabaseAddress, watchdogMs?: number) {
  const log = aLogOfLines();
  const database = new Database({
    clock: quiet.clock,
    log,
    address: async () => address,
    retentionDays: 35,
    ...(watchdogMs !== undefined && { watchdogMs }),
  });
  closing.push(() => database.close());
  return { database, lines: log.lines };
}

const grave = (lines: readonly LogLine[]) =>
  lines.filter(({ level }) => level === 'warn' || level === 'error');

if (adminUrl === null) {
  process.stderr.write(
    'opening.spec.ts is skipped: it needs a server of many sessions: set TEST_DATABASE_URL\n',
  );
}

(adminUrl === null ? describe.skip : describe)('opening a database', () => {
  /**
   * @fault database: another session holds the lock for migrations
   * @effect Judging goes on without the database; health names the session; the database opens when the lock is free.
   */
  it(
    'waits for the lock for migrations in steps, and says who holds it',
    async () => {
      const { address, url } = await anEmptyPlace();
      const holder = await connected(`${url}?application_name=stuck`);
      await holder.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
      const { database } = opening(address);
      await until(async () =>
        /server process \d+ \(stuck\) holds the lock for migrations/.test(database.problem ?? ''),
      );
      expect(database.state).toBe('migrating');
      await holder.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
      await database.ready();
      expect(database.problem).toBeNull();
    },
    OPENING_MS,
  );

  /**
   * @fault database: the migrations cannot run when the service starts
   * @effect The service judges by its rules folder; health says why the database is not open; nothing is lost when it opens.
   */
  it(
    'does not keep the service from judging by its rules folder',
    async () => {
      const { url } = await anEmptyPlace();
      const holder = await connected(`${url}?application_name=stuck`);
      await holder.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
      const folder = await aFolder();
      closing.push(() => folder.remove());
      const service = await startProcess({ DATA_DIR: join(folder.path, 'data'), DATABASE_URL: url ?? '' });
      closing.push(() => service.end('SIGKILL'));
      const { status, json } = await postResponses(service.url, {
        From_Account: 'kim',
        ResponseFriendItem: [{ To_Account: 'lee', ResponseAction: 'Response_Action_Agree' }],
      });
      expect({ status, json }).toMatchObject({
        status: 200,
        json: { ResultItem: [{ To_Account: 'lee', ResultCode: 0 }] },
      });
      const health = async () => (await fetch(`${service.consoleUrl}/health/ready`)).text();
      await until(async () => (await health()).includes('holds the lock for migrations'));
      await holder.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
      await until(async () => !(await health()).includes('the database is not open'));
      await until(async () => {
        const { rows } = await holder.query('select from decision').catch(() => ({ rows: [] }));
        return rows.length === 1;
      });
    },
    OPENING_MS,
  );

  /**
   * @fault database: its host vanishes in the middle of a migration
   * @effect The migration is given up after some seconds, and begins anew when the host is there again.
   */
  it(
    'gives up a migration whose host has vanished, and begins anew',
    async () => {
      const { address, url } = await anEmptyPlace();
      const line = await DatabaseProxy.to(address);
      closing.push(() => line.close());
      const observer = await connected(url ?? '');
      // The migration waits for a table that another session is creating under the same name.
      const other = await connected(url ?? '');
      await other.query('begin; create table decision (id int)');
      const { database, lines } = opening(line.addressOf(address), 200);
      await until(async () => {
        const { rowCount } = await observer.query(
          `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        return rowCount === 1;
      });
      line.hold();
      await until(async () =>
        lines.some(({ message }) => message.startsWith('the database cannot be opened')),
      );
      expect(database.state).toBe('migrating');
      await other.query('rollback');
      line.cut();
      line.restore();
      await database.ready();
      expect(await rowsOf(database, 'select from friendgate_migration')).not.toHaveLength(0);
    },
    OPENING_MS,
  );

  /**
   * @fault database: replicas start together on an empty one
   * @effect One of them creates the tables and the partitions; none complains.
   */
  it(
    'lets replicas start together on an empty database without a warning',
    async () => {
      for (let round = 0; round < 3; round += 1) {
        const { address } = await anEmptyPlace();
        const replicas = Array.from({ length: 6 }, () => opening(address));
        await Promise.all(replicas.map(({ database }) => database.ready()));
        expect(replicas.flatMap(({ lines }) => grave(lines))).toEqual([]);
        const [first] = replicas;
        if (first === undefined) throw new Error('there is a replica');
        const partitions = await rowsOf(
          first.database,
          `select from pg_class where relname ~ '^event_[0-9]{8}$'`,
        );
        expect(partitions).toHaveLength(9);
        for (const { database } of replicas) await database.close();
      }
    },
    OPENING_MS,
  );

  /**
   * @fault database: it is encoded in something else than UTF-8
   * @effect It is not used; log and health say so, with the command that creates a right one.
   */
  it(
    'refuses a database that is not in UTF-8, once, in plain words',
    async () => {
      const admin = await connected(adminUrl ?? '');
      const name = `friendgate_latin_${process.pid}`;
      await admin.query(
        `create database ${name} encoding 'LATIN1' lc_collate 'C' lc_ctype 'C' template template0`,
      );
      closing.push(() => admin.query(`drop database ${name} with (force)`));
      const url = Object.assign(new URL(adminUrl ?? ''), { pathname: `/${name}` }).href;
      const { database, lines } = opening(postgresAt(url));
      await until(async () => (database.problem ?? '').includes('encoded in LATIN1'));
      expect(database.problem).toContain("encoding 'UTF8' template template0");
      expect(grave(lines)).toHaveLength(1);
      await database.close();
    },
    OPENING_MS,
  );

  it(
    'says that a database does not exist',
    async () => {
      const url = Object.assign(new URL(adminUrl ?? ''), { pathname: '/no_such_database' }).href;
      const { database, lines } = opening(postgresAt(url));
      await until(async () => database.problem !== 'the database is not open yet');
      expect(database.problem).toMatch(
        /^the database is not open yet: the database of DATABASE_URL does not exist: create it/,
      );
      expect(grave(lines)).toHaveLength(1);
    },
    OPENING_MS,
  );

  it(
    'drops what is older than the retention, whatever dates look like there',
    async () => {
      const { address, url } = await anEmptyPlace();
      const admin = await connected(url ?? '');
      const { rows } = await admin.query<{ name: string }>('select current_database() as name');
      const name = rows[0]?.name ?? '';
      await admin.query(`alter database ${name} set datestyle = 'SQL, DMY'`);
      await admin.query(`alter database ${name} set timezone = 'Asia/Kolkata'`);
      const first = opening(address);
      await first.database.ready();
      await rowsOf(first.database, `select ensure_partition('event', (now() - interval '40 days')::date)`);
      const partitions = () =>
        rowsOf<{ bounds: string }>(
          first.database,
          `select pg_get_expr(relpartbound, oid) as bounds from pg_class where relname ~ '^event_[0-9]{8}$' order by relname`,
        );
      expect(await partitions()).toHaveLength(10);
      const second = opening(address);
      await second.database.ready();
      expect(grave([...first.lines, ...second.lines])).toEqual([]);
      const left = await partitions();
      expect(left).toHaveLength(9);
      expect(left[0]?.bounds).toMatch(
        /FROM \('\d{4}-\d\d-\d\d 00:00:00\+00'\) TO \('\d{4}-\d\d-\d\d 00:00:00\+00'\)/,
      );
    },
    OPENING_MS,
  );
});

if (noServerBecause !== null)
  process.stderr.write(`opening.spec.ts skips a server of its own: ${noServerBecause}\n`);

(noServerBecause === null ? describe : describe.skip)('opening a database that asks for a password', () => {
  /**
   * @fault database: the password is wrong
   * @effect Log and health say so at the start; the right one is taken without a restart.
   */
  it(
    'says that the password is wrong or missing, and goes on when it is right',
    async () => {
      const server = await aPostgresServer();
      closing.push(() => server.remove());
      const wrong = opening(postgresAt(server.url.replace(':right@', ':wrong@')));
      const missing = opening(postgresAt(server.url.replace(':right@', '@')));
      await until(async () =>
        (wrong.database.problem ?? '').includes('the password of DATABASE_URL is wrong'),
      );
      await until(async () => (missing.database.problem ?? '').includes('DATABASE_URL has no password'));
      expect(grave(wrong.lines).map(({ message }) => message)).toEqual([
        'the database cannot be opened; trying again',
      ]);
      const admin = await connected(server.url);
      await admin.query(`alter role postgres password 'wrong'`);
      await wrong.database.ready();
      expect(wrong.database.problem).toBeNull();
    },
    OPENING_MS,
  );
});
