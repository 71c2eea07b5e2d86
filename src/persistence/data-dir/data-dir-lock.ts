import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import { link, mkdir, readdir, stat } from 'node:fs/promises';
import type { Server } from 'node:net';
import { join } from 'node:path';
import { errorCode } from '../../runtime/error-code.js';
import { listen, ownerOf } from './lock-socket.js';
import { removeFile } from './remove-file.js';
import { withSocketPath } from './socket-path.js';

/** Another process works in the folder. Its message says which, and what to do. */
export class DataDirInUse extends Error {
  override readonly name = 'DataDirInUse';

  constructor(directory: string, owner: string) {
    super(
      `DATA_DIR ${directory} is in use by ${owner}: stop that one, or set DATA_DIR to another folder. ` +
        'Two processes in one folder would lose records.',
    );
  }
}

const LOCK_NAME = /^lock-(\d+)\.sock$/;
const MAX_ATTEMPTS = 10;
const PAUSE_MS = 50;
/** Permissions without which a folder cannot be used by its owner. */
const OWNER_ACCESS = 0o700;

/** Tells a file or folder from another one of the same name. */
type Identity = Pick<Stats, 'ino' | 'dev'>;

/** The lock's socket, under the name that it has in the folder. */
interface Claim {
  readonly name: string;
  readonly server: Server;
  readonly file: Identity;
}

/** Whether the folder is still ours. `isUsable`: it is the same folder, in which records may still be written. */
export interface DataDirProblem {
  readonly reason: string;
  readonly isUsable: boolean;
}

/**
 * Keeps a data folder for this process. The lock is a listening Unix socket: the kernel drops it with its process, however that
 * ends, and no process id can be mistaken for another's. It guards one host, not a network drive.
 */
export class DataDirLock {
  private constructor(
    readonly directory: string,
    private readonly folder: Identity,
    private claim: Claim,
  ) {}

  /**
   * Takes the first free one of a number of folders in a directory: one for each replica that shares it. Rejects with
   * `DataDirInUse` when all are taken.
   */
  static async acquireSlot(directory: string, slots: number): Promise<DataDirLock> {
    for (let slot = 1; slot <= slots; slot += 1) {
      const taken = await DataDirLock.acquire(join(directory, `replica-${slot}`)).catch((error: unknown) => {
        if (error instanceof DataDirInUse) return null;
        throw error;
      });
      if (taken !== null) return taken;
    }
    throw new DataDirInUse(directory, `${slots} replicas, as many as DATA_DIR_SLOTS allows`);
  }

  /** Rejects with `DataDirInUse` when another process has the folder. */
  static async acquire(directory: string): Promise<DataDirLock> {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const folder = await stat(directory);
    return new DataDirLock(directory, folder, await claimFolder(directory));
  }

  /** Looks whether the folder is still ours, and makes the lock again when only that is gone. `null`: all is well. */
  async check(): Promise<DataDirProblem | null> {
    const folder = await identityOf(this.directory);
    if (folder === null) return { reason: 'the data folder was removed', isUsable: false };
    if (!isSame(folder, this.folder)) {
      return { reason: 'the data folder was replaced by another', isUsable: false };
    }
    if ((folder.mode & OWNER_ACCESS) !== OWNER_ACCESS) {
      return { reason: 'the permissions of the data folder were taken away', isUsable: true };
    }
    const lock = await identityOf(join(this.directory, this.claim.name));
    if (lock !== null && isSame(lock, this.claim.file)) return null;
    const { server } = this.claim;
    try {
      this.claim = await claimFolder(this.directory);
    } catch (error) {
      if (error instanceof DataDirInUse) return { reason: error.message, isUsable: false };
      throw error;
    }
    server.close();
    return null;
  }

  async release(): Promise<void> {
    await removeFile(join(this.directory, this.claim.name));
    await new Promise((resolve) => this.claim.server.close(resolve));
  }
}

async function claimFolder(directory: string): Promise<Claim> {
  return withSocketPath(directory, async (path) => {
    const own = join(path, `${randomUUID().slice(0, 8)}.sock`);
    const server = await listen(own);
    try {
      const name = await claimName(path, own, directory);
      return { name, server, file: await stat(join(path, name)) };
    } catch (error) {
      server.close();
      throw error;
    } finally {
      await removeFile(own);
    }
  });
}

/**
 * Gives our socket the next of the lock's names, which goes to one process only. Then it looks once more: of two processes with
 * different names, the later one sees the other, and steps back. No process removes a lock that may be alive.
 */
async function claimName(path: string, own: string, directory: string): Promise<string> {
  let owner: string | null = null;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const before = await locksIn(path, null);
    if (before.owner !== null) throw new DataDirInUse(directory, before.owner);
    const name = `lock-${before.last + 1}.sock`;
    if (!(await tryLink(own, join(path, name)))) continue;
    const after = await locksIn(path, name);
    if (after.owner === null) {
      for (const dead of after.dead) await removeFile(join(path, dead));
      return name;
    }
    owner = after.owner;
    await removeFile(join(path, name));
    await new Promise((resolve) => setTimeout(resolve, Math.random() * PAUSE_MS));
  }
  throw new DataDirInUse(directory, owner ?? 'other processes that start at the same time');
}

/** The locks of other processes: the highest number, an owner that is alive, and names that are left over. */
async function locksIn(path: string, ours: string | null) {
  const names = (await readdir(path)).filter((name) => LOCK_NAME.test(name) && name !== ours);
  const owners = await Promise.all(names.map((name) => ownerOf(join(path, name))));
  return {
    last: Math.max(0, ...names.map((name) => Number(LOCK_NAME.exec(name)?.[1] ?? 0))),
    owner: owners.find((owner) => owner !== null) ?? null,
    dead: names.filter((_name, index) => owners[index] === null),
  };
}

/** Whether the name was free. */
async function tryLink(file: string, name: string): Promise<boolean> {
  try {
    await link(file, name);
    return true;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

async function identityOf(path: string): Promise<Stats | null> {
  try {
    return await stat(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

function isSame(a: Identity, b: Identity): boolean {
  return a.ino === b.ino && a.dev === b.dev;
}
