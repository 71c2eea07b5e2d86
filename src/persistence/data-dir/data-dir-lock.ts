import { randomUUID } from 'node:crypto';
import { link, mkdir, readdir } from 'node:fs/promises';
import { createConnection, createServer, type Server } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { errorCode } from '../../runtime/error-code.js';
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
const OWNER_REPLY_MS = 500;
const MAX_ATTEMPTS = 10;
const PAUSE_MS = 50;

/**
 * Makes a data folder ours for as long as we live. The lock is a listening Unix socket: the kernel drops it with its process,
 * however that ends, and no process id can be mistaken for another's. It guards one host, not a network drive.
 */
export class DataDirLock {
  private constructor(
    /** The folder that is ours. */
    readonly directory: string,
    private readonly name: string,
    private readonly server: Server,
  ) {}

  /**
   * Takes the first of so many folders in a directory that nobody has: one for each replica that shares it. Rejects with
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

  /** Rejects with `DataDirInUse` when somebody else has it. */
  static async acquire(directory: string): Promise<DataDirLock> {
    await mkdir(directory, { recursive: true });
    return withSocketPath(directory, async (path) => {
      const own = join(path, `${randomUUID().slice(0, 8)}.sock`);
      const server = await listen(own);
      try {
        const name = await claim(path, own, directory);
        return new DataDirLock(directory, name, server);
      } catch (error) {
        server.close();
        throw error;
      } finally {
        await removeFile(own);
      }
    });
  }

  async release(): Promise<void> {
    await removeFile(join(this.directory, this.name));
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/**
 * Gives our socket the next of the lock's names, which goes to one process only. Then it looks around once more: of any two
 * that got different names, the later one sees the other, and steps back. Nobody ever removes what may be alive.
 */
async function claim(path: string, own: string, directory: string): Promise<string> {
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

/** The locks of others: the highest number, who is alive, and which are left over. */
async function locksIn(path: string, ours: string | null) {
  const names = (await readdir(path)).filter((name) => LOCK_NAME.test(name) && name !== ours);
  const owners = await Promise.all(names.map((name) => ownerOf(join(path, name))));
  return {
    last: Math.max(0, ...names.map((name) => Number(LOCK_NAME.exec(name)?.[1] ?? 0))),
    owner: owners.find((owner) => owner !== null) ?? null,
    dead: names.filter((_name, index) => owners[index] === null),
  };
}

/** Who listens: what it says of itself; `null` when nobody does. */
function ownerOf(path: string): Promise<string | null> {
  return new Promise((resolve) => {
    let said = '';
    const socket = createConnection(path);
    // A stopped process does not answer, and is alive all the same.
    socket.setTimeout(OWNER_REPLY_MS, () => socket.destroy());
    socket.on('data', (bytes) => {
      said += bytes.toString('utf8');
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      const nobody = error.code === 'ECONNREFUSED' || error.code === 'ENOENT';
      resolve(nobody ? null : 'a process that does not answer');
    });
    socket.on('close', () => resolve(said === '' ? 'a process that does not answer' : said));
  });
}

async function listen(path: string): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.end(`friendgate, process ${process.pid} on ${hostname()}`);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  return server.unref();
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
