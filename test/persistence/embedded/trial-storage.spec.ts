import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TrialStorage } from '../../../src/persistence/embedded/trial-storage.js';
import { built } from '../../support/built.js';
import { OPENING_MS } from '../../support/persistence/database.js';
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
});
