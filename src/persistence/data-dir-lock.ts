import { randomUUID } from 'node:crypto';
import { link, mkdir, rename, rm } from 'node:fs/promises';
import { createConnection, createServer, type Server } from 'node:net';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { withShortPath } from './short-path.js';

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

const NAME = 'lock.sock';
const ANSWER_MS = 500;
const ATTEMPTS = 10;

/**
 * Makes a data folder ours for as long as we live. The lock is a listening Unix socket: the kernel drops it with its process,
 * however that ends, and no process id can be mistaken for another's. It guards one host, not a network drive.
 */
export class DataDirLock {
  private constructor(
    private readonly directory: string,
    private readonly server: Server,
  ) {}

  /** Rejects with `DataDirInUse` when somebody else has it. */
  static async take(directory: string): Promise<DataDirLock> {
    await mkdir(directory, { recursive: true });
    return withShortPath(directory, async (path) => {
      const own = join(path, `${randomUUID().slice(0, 8)}.sock`);
      const server = await listen(own);
      try {
        await claim(path, own, directory);
        return new DataDirLock(directory, server);
      } catch (error) {
        server.close();
        throw error;
      } finally {
        await rm(own, { force: true });
      }
    });
  }

  async release(): Promise<void> {
    await rm(join(this.directory, NAME), { force: true });
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** Gives our socket the lock's name. Only one process can: a name is given once, and only taken from the dead. */
async function claim(path: string, own: string, directory: string): Promise<void> {
  const lock = join(path, NAME);
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (await succeeds(link(own, lock), 'EEXIST')) return;
    const owner = await ownerOf(lock);
    if (owner !== null) throw new DataDirInUse(directory, owner);
    const aside = `${own}.stale`;
    if (!(await succeeds(rename(lock, aside), 'ENOENT'))) continue;
    // Between our question and now somebody quicker may have put a living one there.
    const quicker = await ownerOf(aside);
    if (quicker !== null) await succeeds(link(aside, lock), 'EEXIST');
    await rm(aside, { force: true });
    if (quicker !== null) throw new DataDirInUse(directory, quicker);
  }
  throw new DataDirInUse(directory, 'other processes that start at the same time');
}

/** Who listens: what it says of itself; `null` when nobody does. */
function ownerOf(path: string): Promise<string | null> {
  return new Promise((resolve) => {
    let said = '';
    const socket = createConnection(path);
    // A stopped process does not answer, and is alive all the same.
    socket.setTimeout(ANSWER_MS, () => socket.destroy());
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

/** Whether a file operation went well; a failure of one kind is an answer, others are not. */
async function succeeds(operation: Promise<void>, code: string): Promise<boolean> {
  try {
    await operation;
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === code) return false;
    throw error;
  }
}
