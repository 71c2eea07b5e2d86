import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { open, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { postResponses } from '../support/callback-client.js';
import { built } from '../support/built.js';
import { adminUrl, OPENING_MS } from '../support/persistence/database.js';
import { aRedisServer, hasRedis, needsRedis, type RedisServer } from '../support/replicas/redis-server.js';
import { aHome, until, type Home, type ServiceProcess } from '../support/service-process.js';

/*
 * Names that live outside the code: dashboards, scripts, older replicas, journals and tables depend on them. The golden file holds
 * those of the last version; UPDATE_GOLDEN=1 writes what the code gives now, to read the difference.
 */
const GOLDEN = fileURLToPath(new URL('./published-names.json', import.meta.url));

needsRedis('published-names.spec.ts');
if (adminUrl === null) {
  process.stderr.write('published-names.spec.ts is skipped: it needs a PostgreSQL: set TEST_DATABASE_URL\n');
}

const run = promisify(execFile);
const seen: Record<string, unknown> = {};

/** Compares with the golden file; what was added since does not count, what is missing or changed does. */
function expectKept(part: string, now: unknown): void {
  seen[part] = now;
  const golden: Record<string, unknown> = JSON.parse(readFileSync(GOLDEN, 'utf8'));
  const isUpdate = process.env['UPDATE_GOLDEN'] !== undefined;
  expect(isUpdate ? [] : missing(golden[part], now)).toEqual([]);
}

/** The strings of the golden document that are not in today's at the same place. */
function missing(golden: unknown, now: unknown): readonly string[] {
  if (Array.isArray(golden))
    return golden.map(String).filter((each) => !Array.isArray(now) || !now.includes(each));
  if (golden === null || typeof golden !== 'object') throw new Error('the golden file lacks this part');
  const parts = new Map(now !== null && typeof now === 'object' ? Object.entries(now) : []);
  return Object.entries(golden).flatMap(([name, part]) => missing(part, parts.get(name)));
}

const unique = (values: Iterable<string>): readonly string[] => [...new Set(values)].sort();
const withoutIds = (text: string): string =>
  text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, '<id>')
    .replace(/\bp[0-9a-f]{32}\b/g, 'p<fingerprint>')
    // Named after a hash that every filling salts anew.
    .replace(/:([cr])[\w-]{11}$/, ':$1<key>')
    .replace(/\d{10,}/g, '<number>');

/** The paths of all values in a JSON document; elements of arrays are one. */
function pathsOf(value: unknown, at = ''): readonly string[] {
  if (Array.isArray(value)) return unique(value.flatMap((each: unknown) => pathsOf(each, `${at}[]`)));
  if (value === null || typeof value !== 'object') return [at];
  return unique(Object.entries(value).flatMap(([key, each]) => pathsOf(each, `${at}/${withoutIds(key)}`)));
}

(adminUrl !== null && hasRedis ? describe : describe.skip)(
  'names that the last version published are kept:',
  () => {
    let home: Home;
    let redis: RedisServer;
    let service: ServiceProcess;
    let statements: readonly string[] = [];
    beforeAll(async () => {
      [home, redis] = await Promise.all([aHome(), aRedisServer()]);
      service = await home.start({ REDIS_URL: redis.url });
      for (const from of ['friendgate-demo-banned', 'alice']) {
        await postResponses(service.url, {
          From_Account: from,
          ResponseFriendItem: [{ To_Account: 'bob', ResponseAction: 'Response_Action_Agree' }],
        });
      }
      await until(async () => (await service.metric('friendgate_journal_waiting_records')) === 0);
      await until(async () => (await service.metric('friendgate_state_rebuilding')) === 0);
    }, OPENING_MS);
    afterAll(async () => {
      if (process.env['UPDATE_GOLDEN'] !== undefined) {
        await writeFile(GOLDEN, `${JSON.stringify(seen, null, 2)}\n`);
      }
      await home.remove();
      await redis.remove();
    });

    const query = async (sql: string): Promise<readonly Record<string, unknown>[]> => {
      const client = new Client(home.env['DATABASE_URL']);
      await client.connect();
      try {
        return (await client.query<Record<string, unknown>>(sql)).rows;
      } finally {
        await client.end();
      }
    };

    it('metrics, their labels, and the values of labels', async () => {
      const text = await (await fetch(`${service.consoleUrl}/metrics`)).text();
      const types = text.split('\n').filter((line) => line.startsWith('# TYPE friendgate_'));
      const samples = [...text.matchAll(/^(friendgate_\w+)\{([^}]*)\}/gm)].map(
        ([, name, labels]) => `${name}{${labels}}`,
      );
      expectKept('metrics', { types: unique(types), samples: unique(samples) });
    });

    it('health', async () => {
      const health: unknown = await (await fetch(`${service.consoleUrl}/health/ready`)).json();
      expectKept('health', pathsOf(health));
    });

    it('the log', () => {
      const fields = service.lines
        .filter((line) => line.startsWith('{'))
        .map((line): Record<string, unknown> => JSON.parse(line))
        .find(({ msg }) => msg === 'ready');
      expectKept('log', pathsOf(fields));
    });

    it('tables, columns, indexes, functions, triggers and migrations', async () => {
      const lines = async (sql: string) =>
        unique((await query(sql)).map(({ line }) => String(line).replaceAll(/_\d{8}/g, '_<day>')));
      expectKept('database', {
        columns:
          await lines(`select format('%s.%s %s %s', table_name, column_name, data_type, is_nullable) line
        from information_schema.columns where table_schema = 'public'`),
        indexes: await lines(`select indexname line from pg_indexes where schemaname = 'public'`),
        functions: await lines(
          `select proname line from pg_proc where pronamespace = 'public'::regnamespace`,
        ),
        triggers: await lines(
          `select trigger_name line from information_schema.triggers where trigger_schema = 'public'`,
        ),
        migrations: await lines(`select name line from friendgate_migration`),
        listens: await lines(
          `select query line from pg_stat_activity where datname = current_database() and query like 'listen %'`,
        ),
      });
      statements = (await query('select report from replica')).map(({ report }) => JSON.stringify(report));
      expectKept('report of a replica', pathsOf(JSON.parse(statements[0] ?? 'null')));
    });

    it('keys in Redis', async () => {
      // A lease comes and goes.
      const keys = (await redis.cli('--scan')).split('\n').filter((key) => !key.endsWith(':lease'));
      const types = await Promise.all(
        keys.map(async (key) => `${withoutIds(key)} ${await redis.cli('type', key)}`),
      );
      expectKept('redis', unique(types));
    });

    it('commands', async () => {
      const help = async (...command: readonly string[]) =>
        (
          await run('node', [built('src/cli/friendgate.js'), ...command, '--help'], {
            env: { ...process.env, COLUMNS: '80' },
          })
        ).stdout;
      const all = ['', 'rules', 'lists', 'labels', 'journal', 'send'].map((name) =>
        name === '' ? [] : [name],
      );
      const usage = await Promise.all(
        all.map(
          async (command) => [command.join(' '), (await help(...command)).match(/^ {2}[\w-]+/gm)] as const,
        ),
      );
      expectKept('commands', Object.fromEntries(usage));
    });

    it('files in the data folder, with their first bytes', async () => {
      await service.end('SIGTERM');
      const files: string[] = [];
      for (const entry of await readdir(home.dataDir, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile()) continue;
        const path = join(entry.parentPath ?? entry.path, entry.name);
        const file = await open(path);
        const { buffer, bytesRead } = await file.read(Buffer.alloc(8), 0, 8, 0);
        await file.close();
        files.push(
          `${withoutIds(path.slice(home.dataDir.length + 1))} ${buffer.subarray(0, bytesRead).toString('hex')}`,
        );
      }
      expectKept('files', unique(files));
    });
  },
);
