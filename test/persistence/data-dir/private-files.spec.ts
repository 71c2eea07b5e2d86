import { spawnSync } from 'node:child_process';
import { chmod, chown, lstat, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { makePrivate } from '../../../src/persistence/data-dir/private-files.js';
import { built } from '../../support/built.js';
import { postResponses } from '../../support/callback-client.js';
import { OPENING_MS } from '../../support/persistence/database.js';
import { aHome, until, type Home } from '../../support/service-process.js';
import { aFolder } from '../../support/temporary-folder.js';

/** The files and folders under a path, itself included, that others than their owner have permissions on. */
async function openTo(path: string): Promise<string[]> {
  const { mode } = await lstat(path);
  const found = (mode & 0o077) === 0 ? [] : [`${path} ${(mode & 0o777).toString(8)}`];
  const names = await readdir(path).catch(() => []);
  for (const name of names) found.push(...(await openTo(join(path, name))));
  return found;
}

describe('the files of the service', () => {
  let home: Home;
  beforeEach(async () => {
    home = await aHome();
  }, OPENING_MS);
  afterEach(() => home.remove(), OPENING_MS);

  /**
   * @fault privacy: files of an earlier version are readable by other users
   * @effect Their permissions are taken away at the start; where the system refuses that, health says so.
   */
  it(
    'are for its user alone, those of an earlier version, too',
    async () => {
      const journal = join(home.dataDir, 'journal');
      await mkdir(journal, { recursive: true });
      await writeFile(join(journal, 'drained.json'), '{"segment":0,"offset":8}');
      await chmod(home.dataDir, 0o755);
      await chmod(journal, 0o755);
      await chmod(join(journal, 'drained.json'), 0o644);
      const service = await home.start();
      await postResponses(service.url, {
        From_Account: 'ann',
        ResponseFriendItem: [{ To_Account: 'bob', ResponseAction: 'Response_Action_Agree' }],
      });
      await until(async () => (await service.metric('friendgate_journal_waiting_records')) === 0);
      await until(async () => (await openTo(home.dataDir)).length === 0);
      await service.end('SIGTERM');
      expect(await openTo(home.dataDir)).toEqual([]);
    },
    OPENING_MS,
  );
});

const isRoot = process.getuid?.() === 0;
if (!isRoot)
  process.stderr.write('private-files.spec.ts skips what only root can set up: files of another user\n');

describe('a folder that is made private', () => {
  let folder: Awaited<ReturnType<typeof aFolder>>;
  beforeEach(async () => {
    folder = await aFolder();
  });
  afterEach(() => folder.remove());

  it('is closed with everything in it', async () => {
    await mkdir(join(folder.path, 'a', 'b'), { recursive: true });
    await writeFile(join(folder.path, 'a', 'b', 'file'), 'text');
    await chmod(join(folder.path, 'a', 'b', 'file'), 0o666);
    await chmod(folder.path, 0o777);
    expect(await makePrivate(folder.path)).toBe(0);
    expect(await openTo(folder.path)).toEqual([]);
    expect((await lstat(join(folder.path, 'a', 'b', 'file'))).mode & 0o777).toBe(0o600);
  });

  it('is closed when it is not there', async () => {
    expect(await makePrivate(join(folder.path, 'nothing'))).toBe(0);
  });
});

(isRoot ? describe : describe.skip)('a folder with files of another user', () => {
  let folder: Awaited<ReturnType<typeof aFolder>>;
  beforeEach(async () => {
    folder = await aFolder();
  });
  afterEach(() => folder.remove());

  it('counts those that others can reach', async () => {
    const script = `import(${JSON.stringify(built('src/persistence/data-dir/private-files.js'))}).then(async ({ makePrivate }) => console.log(await makePrivate(${JSON.stringify(folder.path)})))`;
    const asNobody = () => {
      const child = spawnSync(process.execPath, ['-e', script], { uid: 65_534, gid: 65_534 });
      return Number(child.stdout.toString());
    };
    await writeFile(join(folder.path, 'open'), 'text');
    await writeFile(join(folder.path, 'closed'), 'text', { mode: 0o600 });
    await chmod(folder.path, 0o755);
    expect(asNobody()).toBe(1);
    await chmod(join(folder.path, 'open'), 0o600);
    expect(asNobody()).toBe(0);
    await chmod(join(folder.path, 'open'), 0o644);
    await chown(folder.path, 65_534, 65_534);
    expect(asNobody()).toBe(0);
    expect((await lstat(folder.path)).mode & 0o777).toBe(0o700);
  });
});
