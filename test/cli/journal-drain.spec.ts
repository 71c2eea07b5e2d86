import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { built } from '../support/built.js';
import { postResponses } from '../support/callback-client.js';
import { adminUrl, aDatabase, OPENING_MS } from '../support/persistence/database.js';
import { startProcess } from '../support/service-process.js';
import { aFolder } from '../support/temporary-folder.js';

const run = promisify(execFile);
const nowhere = 'postgres://postgres@127.0.0.1:1/postgres';
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

const drain = async (url: string, folder: string, ...more: readonly string[]) => {
  const env = { PATH: process.env['PATH'], DATABASE_URL: url };
  return (
    await run(process.execPath, [built('src/cli/friendgate.js'), 'journal', 'drain', folder, ...more], {
      env,
    })
  ).stdout;
};

if (adminUrl === null) {
  process.stderr.write('journal-drain.spec.ts skips what needs a PostgreSQL: set TEST_DATABASE_URL\n');
}

(adminUrl === null ? describe.skip : describe)('a journal that was left behind', () => {
  /**
   * @fault replica: a replica never comes back
   * @effect `friendgate journal drain` writes its journal once.
   */
  it(
    'is given to the database once, when no process works on it any more',
    async () => {
      const folder = await aFolder();
      const place = await aDatabase();
      closing.push(
        () => folder.remove(),
        () => place.remove(),
      );
      const dataDir = join(folder.path, 'data');
      // It never reaches its database.
      const gone = await startProcess({ DATA_DIR: dataDir, DATABASE_URL: nowhere });
      for (let i = 0; i < 30; i += 1) {
        await postResponses(gone.url, {
          From_Account: `from-${i}`,
          ResponseFriendItem: [{ To_Account: 'to', ResponseAction: 'Response_Action_Agree' }],
        });
      }
      await expect(drain(place.url ?? '', dataDir)).rejects.toThrow(/is in use by friendgate, process \d+/);
      await gone.end('SIGKILL');

      await expect(drain(nowhere, dataDir, '--within', '1s')).rejects.toThrow(
        /0 of \d+ records drained.*Try again; nothing is lost/,
      );
      expect(await drain(place.url ?? '', dataDir)).toMatch(
        /^(\d+) of \1 records drained; nothing is left\n$/,
      );
      expect(await drain(place.url ?? '', dataDir)).toBe('0 of 0 records drained; nothing is left\n');
      const client = new Client(place.url ?? '');
      await client.connect();
      const { rows } = await client.query(
        'select count(*)::int as all, count(distinct from_account)::int as each from decision',
      );
      await client.end();
      expect(rows).toEqual([{ all: 30, each: 30 }]);
    },
    OPENING_MS,
  );
});

describe('friendgate journal drain', () => {
  it('says what is wrong with what it is told', async () => {
    const folder = await aFolder();
    closing.push(() => folder.remove());
    await expect(drain(nowhere, folder.path)).rejects.toThrow(
      /is not a DATA_DIR: it has no folder "journal"/,
    );
    await mkdir(join(folder.path, 'journal'));
    await expect(drain('', folder.path)).rejects.toThrow(
      /Set DATABASE_URL to the database that the replica wrote to/,
    );
    await expect(drain(nowhere, folder.path, '--within', 'long')).rejects.toThrow(/like 90s or 10m/);
  });
});
