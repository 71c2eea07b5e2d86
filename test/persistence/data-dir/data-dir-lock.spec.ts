import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataDirInUse, DataDirLock } from '../../../src/persistence/data-dir/data-dir-lock.js';
import { built } from '../../support/built.js';
import { aFolder } from '../../support/temporary-folder.js';

let folder: Awaited<ReturnType<typeof aFolder>>;
beforeEach(async () => {
  folder = await aFolder();
});
afterEach(() => folder.remove());

/** Another process that takes the lock, says so, and stays. */
async function anOwner(directory: string) {
  const url = pathToFileURL(built('src/persistence/data-dir/data-dir-lock.js')).href;
  const code = `const { DataDirLock } = await import(${JSON.stringify(url)});
    await DataDirLock.acquire(${JSON.stringify(directory)});
    console.log('taken');
    setInterval(() => {}, 1000);`;
  const owner = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(owner.stdout, 'data');
  const kill = async (signal: NodeJS.Signals) => {
    const closed = once(owner, 'close');
    owner.kill(signal);
    await closed;
  };
  return { owner, kill };
}

describe('a data folder that replicas share', () => {
  it('gives each a folder of its own, and one that is gone to the next', async () => {
    const { kill } = await anOwner(join(folder.path, 'replica-1'));
    const second = await DataDirLock.acquireSlot(folder.path, 2);
    expect(second.directory).toBe(join(folder.path, 'replica-2'));
    await expect(DataDirLock.acquireSlot(folder.path, 2)).rejects.toThrow(
      /is in use by 2 replicas, as many as DATA_DIR_SLOTS allows/,
    );
    await kill('SIGKILL');
    const first = await DataDirLock.acquireSlot(folder.path, 2);
    expect(first.directory).toBe(join(folder.path, 'replica-1'));
    await Promise.all([first.release(), second.release()]);
  });
});

describe('the lock of a data folder', () => {
  it('refuses a second process, names the owner, and says what to do', async () => {
    const { owner, kill } = await anOwner(folder.path);
    const refusal = DataDirLock.acquire(folder.path);
    await expect(refusal).rejects.toThrow(DataDirInUse);
    await expect(refusal).rejects.toThrow(
      new RegExp(`${folder.path} is in use by friendgate, process ${owner.pid} on .*set DATA_DIR`),
    );
    await kill('SIGKILL');
  });

  /**
   * @fault process: the process that held DATA_DIR was killed
   * @effect The next process takes the folder over.
   */
  it('is taken over from a process that was killed', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { kill } = await anOwner(folder.path);
      await kill('SIGKILL');
    }
    const lock = await DataDirLock.acquire(folder.path);
    await expect(DataDirLock.acquire(folder.path)).rejects.toThrow(DataDirInUse);
    await lock.release();
  });

  /**
   * @fault process: the process that holds DATA_DIR is suspended (SIGSTOP)
   * @effect No other process takes the folder.
   */
  it('is not taken from a process that is suspended', async () => {
    const { owner, kill } = await anOwner(folder.path);
    owner.kill('SIGSTOP');
    await expect(DataDirLock.acquire(folder.path)).rejects.toThrow('a process that does not answer');
    await kill('SIGKILL');
  });

  it('goes to one of many processes that start at once', async () => {
    await (await anOwner(folder.path)).kill('SIGKILL');
    const asked = await Promise.allSettled(
      Array.from({ length: 12 }, () => DataDirLock.acquire(folder.path)),
    );
    const taken = asked.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
    expect(taken).toHaveLength(1);
    await taken[0]?.release();
  });

  it('can be taken again once released, in a folder with any path', async () => {
    const deep = join(folder.path, 'x'.repeat(120), 'y'.repeat(120));
    await mkdir(deep, { recursive: true });
    await (await DataDirLock.acquire(deep)).release();
    const lock = await DataDirLock.acquire(deep);
    await expect(DataDirLock.acquire(deep)).rejects.toThrow(DataDirInUse);
    await lock.release();
  });
});
