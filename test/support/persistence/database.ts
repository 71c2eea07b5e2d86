import { createHash, randomUUID } from 'node:crypto';
import { cp, mkdtemp, readFile, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { Client } from 'pg';
import type { Clock } from '../../../src/runtime/clock.js';
import { TrialStorage } from '../../../src/persistence/embedded/trial-storage.js';
import {
  postgresAt,
  type DatabaseAddress,
} from '../../../src/persistence/postgres/connection/database-address.js';
import { Database } from '../../../src/persistence/postgres/connection/database.js';
import { migrate } from '../../../src/persistence/postgres/schema/migrate.js';
import { built } from '../built.js';
import { quiet } from '../quiet.js';

/** A database of a test file's own. */
export interface TestDatabase {
  readonly address: DatabaseAddress;
  /** `null` on trial storage. */
  readonly url: string | null;
  remove(): Promise<void>;
}

/** The PostgreSQL that tests may make databases in; without one they run on trial storage. */
export const adminUrl = process.env['TEST_DATABASE_URL'] || null;

/** `describe` for specs that start many services, each of which takes seconds on trial storage. They are skipped without a PostgreSQL. */
export function describeOnPostgres(file: string): typeof describe | typeof describe.skip {
  if (adminUrl !== null) return describe;
  process.stderr.write(
    `${file} is skipped where services would start on trial storage: set TEST_DATABASE_URL\n`,
  );
  return describe.skip;
}

/** Some longer than a cold start of trial storage on a busy machine. */
export const OPENING_MS = 120_000;

/** A migrated database: a copy of a template, which is made once per state of `migrations/`. */
export async function aDatabase(): Promise<TestDatabase> {
  return adminUrl === null ? aTrialStorage() : aPostgres(adminUrl);
}

/** An empty one. */
export async function anEmptyDatabase(): Promise<TestDatabase> {
  if (adminUrl !== null) return copyOf(adminUrl, 'template1');
  return trialStorageIn(await mkdtemp(join(tmpdir(), 'friendgate-trial-')));
}

/** Opens it as the service does. */
export async function opened(
  { address }: Pick<TestDatabase, 'address'>,
  clock: Clock = quiet.clock,
): Promise<Database> {
  const open = new Database({ ...quiet, clock, address: async () => address, retentionDays: 35 });
  await open.ready();
  return open;
}

/** Opens a migrated database before the specs of a file, hands it over, and removes it after them. */
export function databaseForAll(take: (database: Database, place: TestDatabase) => void): void {
  let place: TestDatabase;
  let database: Database;
  beforeAll(async () => {
    place = await aDatabase();
    database = await opened(place);
    take(database, place);
  }, OPENING_MS);
  afterAll(async () => {
    await database.close();
    await place.remove();
  });
}

async function stateOfMigrations(): Promise<string> {
  const folder = fileURLToPath(new URL('../../../migrations', import.meta.url));
  const hash = createHash('sha256');
  for (const name of (await readdir(folder)).sort()) hash.update(await readFile(join(folder, name)));
  return hash.digest('hex').slice(0, 16);
}

async function aPostgres(admin: string): Promise<TestDatabase> {
  const template = `friendgate_template_${await stateOfMigrations()}`;
  await asAdmin(admin, async (client) => {
    // Test files start side by side: one makes the template, the others wait.
    await client.query('select pg_advisory_lock(4106119255)');
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template]);
    if (rowCount !== 0) return;
    await client.query(`create database ${template}_new`);
    await migrate(postgresAt(withName(admin, `${template}_new`)), quiet.log);
    await client.query(`alter database ${template}_new rename to ${template}`);
  });
  return copyOf(admin, template);
}

async function copyOf(admin: string, template: string): Promise<TestDatabase> {
  const name = `friendgate_test_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(admin, async (client) => {
    await client.query('select pg_advisory_lock(4106119255)');
    await client.query(`create database ${name} template ${template}`);
  });
  const url = withName(admin, name);
  const remove = () =>
    asAdmin(admin, async (client) => void (await client.query(`drop database ${name} with (force)`)));
  return { address: postgresAt(url), url, remove };
}

async function aTrialStorage(): Promise<TestDatabase> {
  const template = join(tmpdir(), `friendgate-trial-template-${await stateOfMigrations()}`);
  const folder = await mkdtemp(join(tmpdir(), 'friendgate-trial-'));
  try {
    await cp(template, folder, { recursive: true });
  } catch {
    await makeTrialTemplate(template);
    await cp(template, folder, { recursive: true });
  }
  return trialStorageIn(folder);
}

async function makeTrialTemplate(template: string): Promise<void> {
  built('src/persistence/embedded/trial-storage.worker.js');
  const folder = await mkdtemp(join(tmpdir(), 'friendgate-trial-'));
  const storage = new TrialStorage(folder, quiet.log);
  await migrate(await storage.address(), quiet.log);
  await storage.close();
  // Another test file may have been quicker.
  await rename(folder, template).catch(() => rm(folder, { recursive: true, force: true }));
}

async function trialStorageIn(folder: string): Promise<TestDatabase> {
  built('src/persistence/embedded/trial-storage.worker.js');
  const storage = new TrialStorage(folder, quiet.log);
  const remove = async () => {
    await storage.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { address: await storage.address(), url: null, remove };
}

function withName(url: string, name: string): string {
  return Object.assign(new URL(url), { pathname: `/${name}` }).href;
}

async function asAdmin(url: string, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client(url);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
