import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { built } from '../../support/built.js';
import { aDatabase, opened, OPENING_MS, type TestDatabase } from '../../support/persistence/database.js';
import { aJournalInto, rowsOf } from '../../support/persistence/journal-into-database.js';
import { aFolder } from '../../support/temporary-folder.js';

const child = fileURLToPath(new URL('../../support/persistence/appending-process.mjs', import.meta.url));

/** Lets a child append for a while, kills it, and returns the table and id of each record that was durable. */
async function appendUntilKilled(directory: string, forMs: number): Promise<string[]> {
  const writer = spawn(process.execPath, [child, directory], { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  writer.stdout.on('data', (bytes) => {
    if (printed === '') setTimeout(() => writer.kill('SIGKILL'), forMs);
    printed += String(bytes);
  });
  await once(writer, 'close');
  return printed.split('\n').slice(0, -1);
}

describe('kill -9 while records are written', () => {
  let place: TestDatabase;
  beforeAll(async () => {
    built('src/runtime/receipt-clock.js');
    place = await aDatabase();
  }, OPENING_MS);
  afterAll(() => place.remove());

  /**
   * @fault process: the process is killed while it writes records
   * @effect Records that were durable reach the database once; a torn tail is cut off.
   */
  it('loses no record that was durable, and writes none twice', async () => {
    const folder = await aFolder();
    const database = await opened(place);
    const durable: string[] = [];
    for (let round = 0; round < 6; round += 1) {
      durable.push(...(await appendUntilKilled(join(folder.path, 'journal'), 20 + round * 37)));
      const { drain, writer, close } = await aJournalInto(database, folder.path, place.address);
      drain.start();
      // Every other time the drain is stopped in the middle, too.
      if (round % 2 === 0) await drain.whenDrained();
      expect(writer.rejected).toBe(0);
      await close();
    }
    const { drain, close } = await aJournalInto(database, folder.path, place.address);
    drain.start();
    await drain.whenDrained();
    await close();
    const rows = await rowsOf<{ line: string }>(
      database,
      `select 'decision ' || id as line from decision union all select 'blocklist_deletion ' || id from blocklist_deletion`,
    );
    const recorded = new Set(rows.map(({ line }) => line));
    expect(durable.length).toBeGreaterThan(500);
    expect(durable.filter((line) => !recorded.has(line))).toEqual([]);
    expect(rows).toHaveLength(recorded.size);
    await database.close();
    await folder.remove();
  });
});
