import { chmod, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataDirInUse, DataDirLock } from '../../../src/persistence/data-dir/data-dir-lock.js';
import { Persistence } from '../../../src/persistence/persistence.js';
import { built } from '../../support/built.js';
import {
  adminUrl,
  aDatabase,
  describeOnPostgres,
  OPENING_MS,
  type TestDatabase,
} from '../../support/persistence/database.js';
import { aDecision } from '../../support/persistence/records.js';
import { quiet } from '../../support/quiet.js';
import { postResponses } from '../../support/callback-client.js';
import { aHome, until } from '../../support/service-process.js';
import { aFolder } from '../../support/temporary-folder.js';

describeOnPostgres('data-dir-watch.spec.ts')(
  'a data folder that is tampered with while the service runs',
  () => {
    let place: TestDatabase;
    let folder: Awaited<ReturnType<typeof aFolder>>;
    let dataDir: string;
    let persistence: Persistence;

    beforeEach(async () => {
      built('src/persistence/postgres/sink/record-writer.worker.js');
      place = await aDatabase();
      folder = await aFolder();
      dataDir = join(folder.path, 'data');
      const config = { databaseUrl: place.url, dataDir, dataDirSlots: 0, retentionDays: 35 };
      persistence = await Persistence.open({ ...quiet, config, engineVersion: 'test' });
      await persistence.databaseReady();
    }, OPENING_MS);
    afterEach(async () => {
      await chmod(dataDir, 0o700).catch(() => {});
      await persistence.close();
      await place.remove();
      await folder.remove();
    }, OPENING_MS);

    const disk = () => persistence.health.report().degraded.find(({ part }) => part === 'disk')?.because;
    const record = () => persistence.decisionLog.recordDecision(aDecision());

    /**
     * @fault disk: the lock in DATA_DIR is removed
     * @effect It is made again within a second or two.
     */
    it('gets its lock again when that was removed', async () => {
      await record();
      const lock = (await readdir(dataDir)).find((name) => name.startsWith('lock-')) ?? '';
      const before = await stat(join(dataDir, lock));
      await rm(join(dataDir, lock));
      await until(async () => (await readdir(dataDir)).some((name) => name.startsWith('lock-')));
      const again = (await readdir(dataDir)).find((name) => name.startsWith('lock-')) ?? '';
      expect((await stat(join(dataDir, again))).ino).not.toBe(before.ino);
      await expect(DataDirLock.acquire(dataDir)).rejects.toThrow(DataDirInUse);
      expect(disk()).toBeUndefined();
    });

    /**
     * @fault disk: the folder of the journal is removed
     * @effect A new segment is begun in a new folder.
     */
    it('gets a new segment when its files were removed, and no record is lost that came since', async () => {
      expect(await record()).toBe('durable');
      await rm(join(dataDir, 'journal'), { recursive: true });
      await until(async () => {
        await record();
        return readdir(join(dataDir, 'journal')).then(
          (names) => names.some((name) => name.endsWith('.journal')),
          () => false,
        );
      });
      expect(await record()).toBe('durable');
      expect(disk()).toBeUndefined();
    });

    /**
     * @fault disk: DATA_DIR is removed, or replaced by another folder
     * @effect Health says so; nothing is written there; decisions go to the database.
     */
    it('is written to no more when it was removed, and decisions go to the database', async () => {
      await record();
      await rm(dataDir, { recursive: true });
      await until(async () => disk() !== undefined);
      expect(disk()).toBe('the data folder was removed');
      expect(await record()).toBe('in-memory');
    });

    // Trial storage would be removed, too.
    (adminUrl === null ? it.skip : it)('is written to no more when another stands in its place', async () => {
      await record();
      await rm(dataDir, { recursive: true });
      await until(async () => disk() !== undefined);
      await record();
      await until(async () => persistence.health.report().unrecorded === 0);
      await mkdir(dataDir);
      await until(async () => disk() === 'the data folder was replaced by another');
      await record();
      await until(async () => persistence.health.report().unrecorded === 0);
      const names = await readdir(dataDir);
      if (names.length > 0) throw new Error(`written into another folder: ${names.join()}`);
    });

    it('is written to again when it is moved back', async () => {
      await record();
      await rename(dataDir, `${dataDir}-moved`);
      await until(async () => disk() !== undefined);
      expect(await record()).toBe('in-memory');
      await rename(`${dataDir}-moved`, dataDir);
      await until(async () => disk() === undefined);
      expect(await record()).toBe('durable');
      await until(async () => persistence.health.report().unrecorded === 0);
    });

    /**
     * @fault disk: DATA_DIR loses its permissions (chmod 000)
     * @effect Health says so; records go into the segment that is open.
     */
    it('is reported while nobody may enter it', async () => {
      await record();
      await chmod(dataDir, 0);
      await until(async () => disk() !== undefined);
      expect(disk()).toMatch(/^the (permissions of the )?data folder/);
      expect(await record()).toBe('durable');
      await chmod(dataDir, 0o700);
      await until(async () => disk() === undefined);
    });
  },
);

// Trial storage would be removed, too.
(adminUrl === null ? describe.skip : describe)('a service whose data folder was replaced by another', () => {
  it(
    'ends without a word in the other one',
    async () => {
      const home = await aHome();
      const service = await home.start();
      const says = async (text: string) =>
        (await (await fetch(`${service.consoleUrl}/health/ready`)).text()).includes(text);
      await postResponses(service.url, {
        From_Account: 'ann',
        ResponseFriendItem: [{ To_Account: 'bob', ResponseAction: 'Response_Action_Agree' }],
      });
      await rm(home.dataDir, { recursive: true });
      await until(() => says('the data folder was removed'));
      await mkdir(home.dataDir);
      await until(() => says('the data folder was replaced by another'));
      expect(await service.end('SIGTERM')).toBe(0);
      expect(await readdir(home.dataDir)).toEqual([]);
      await home.remove();
    },
    OPENING_MS,
  );
});
