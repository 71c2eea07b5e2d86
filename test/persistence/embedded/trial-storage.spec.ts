import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { TrialStorage } from '../../../src/persistence/embedded/trial-storage.js';
import { built } from '../../support/built.js';
import { OPENING_MS } from '../../support/persistence/database.js';
import { startProcess } from '../../support/service-process.js';
import { quiet } from '../../support/quiet.js';
import { aFolder } from '../../support/temporary-folder.js';

let folder: Awaited<ReturnType<typeof aFolder>>;
let storage: TrialStorage;
beforeEach(async () => {
  built('src/persistence/embedded/trial-storage.worker.js');
  folder = await aFolder();
  storage = new TrialStorage(folder.path, quiet.log);
});
afterEach(async () => {
  await storage.close();
  await folder.remove();
});

describe('trial storage', () => {
  it(
    'is opened once for all who ask at the same time: two on one folder lose rows',
    async () => {
      const [one, other] = await Promise.all([storage.address(), storage.address()]);
      expect(other).toEqual(one);
    },
    OPENING_MS,
  );

  it(
    'that is closed while it is being opened is closed when closing ends, and stays closed',
    async () => {
      const opening = storage.address().then(
        () => 'opened',
        () => 'not opened',
      );
      await new Promise((resolve) => setTimeout(resolve, 100));
      await storage.close();
      expect(await Promise.race([opening, Promise.resolve('still opening')])).not.toBe('still opening');
      await expect(storage.address()).rejects.toThrow('closed');
    },
    OPENING_MS,
  );

  it(
    'is filled all at once: what an interrupted start left beside the folder is thrown away',
    async () => {
      const unfinished = `${folder.path}.new-1`;
      await mkdir(join(unfinished, 'base'), { recursive: true });
      await writeFile(join(unfinished, 'PG_VERSION'), 'half');
      const { connection } = await storage.address();
      if (!('socketDirectory' in connection)) throw new Error('trial storage is reached through a socket');
      const client = new Client({ host: connection.socketDirectory, user: 'postgres', database: 'postgres' });
      await client.connect();
      const { rows } = await client.query("select current_setting('shared_buffers') as buffers");
      await client.end();
      expect(rows).toEqual([{ buffers: '16MB' }]);
      await expect(stat(unfinished)).rejects.toThrow('ENOENT');
      expect((await stat(folder.path)).mode & 0o777).toBe(0o700);
    },
    OPENING_MS,
  );

  it(
    'takes less than 400 MB with the service at rest, on the first start and the second',
    async () => {
      const megabytes: number[] = [];
      for (let start = 0; start < 2; start += 1) {
        const service = await startProcess({ DATA_DIR: join(folder.path, 'data') });
        const deadline = performance.now() + 20_000;
        let resident: number;
        do {
          await pause(500);
          resident = (await service.metric('process_resident_memory_bytes')) / 1024 ** 2;
        } while (resident > 400 && performance.now() < deadline);
        megabytes.push(Math.round(resident));
        await service.end('SIGTERM');
      }
      expect(Math.max(...megabytes)).toBeLessThan(400);
    },
    OPENING_MS * 2,
  );
});
