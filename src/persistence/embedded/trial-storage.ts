import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Log } from '../../runtime/log.js';
import { trialStorageAt, type DatabaseAddress } from '../postgres/connection/database-address.js';
import { describeError } from '../../runtime/describe-error.js';
import { workerFile } from '../../runtime/worker-file.js';
import { removeFile } from '../data-dir/remove-file.js';
import { createSocketFolder } from '../data-dir/socket-path.js';
import type { WorkerInput, WorkerMessage } from './trial-storage.worker.js';

const CLOSE_MS = 10_000;
const REOPEN_MS = 1_000;
/** PGlite lets all users read and write its files; the folder lets them in no further. */
const PRIVATE = 0o700;
/** The name by which `pg` looks for a socket in a folder. */
const SOCKET = '.s.PGSQL.5432';

/**
 * An embedded PostgreSQL for trying friendgate out: PGlite in a worker thread, on a Unix socket. Only one process may open its
 * folder, so take the `DataDirLock` first. All connections share one session: use one.
 */
export class TrialStorage {
  /** At most one: two on one folder lose rows. */
  private worker: Promise<Worker> | null = null;
  private socketDirectory: Promise<string> | null = null;
  private closing = false;

  constructor(
    private readonly directory: string,
    private readonly log: Log,
  ) {}

  /** Opens the storage unless it is open, and returns its address. An empty folder takes some seconds. */
  async address(): Promise<DatabaseAddress> {
    this.socketDirectory ??= createSocketFolder();
    const socketDirectory = await this.socketDirectory;
    await this.open(socketDirectory);
    return trialStorageAt(socketDirectory);
  }

  /** The address of the trial storage that a running service has open in a folder; `null` when there is none. */
  static async addressIn(directory: string): Promise<DatabaseAddress | null> {
    const socketDirectory = await readFile(placeFile(directory), 'utf8').catch(() => null);
    return socketDirectory === null ? null : trialStorageAt(socketDirectory);
  }

  /** Shuts PostgreSQL down cleanly, so that the next start is quick. A storage that is still opening is closed once it is open. */
  async close(): Promise<void> {
    this.closing = true;
    const worker = await this.worker?.catch(() => null);
    if (worker) {
      const exited = new Promise((done) => worker.once('exit', done));
      const late = setTimeout(() => void worker.terminate(), CLOSE_MS);
      worker.postMessage('close');
      await exited;
      clearTimeout(late);
    }
    await rm(placeFile(this.directory), { force: true });
    if (this.socketDirectory !== null) await rm(await this.socketDirectory, { recursive: true, force: true });
  }

  private async open(socketDirectory: string): Promise<void> {
    if (this.closing) throw new Error('the trial storage is closed');
    const worker = (this.worker ??= this.start(socketDirectory));
    try {
      await worker;
    } catch (error) {
      if (this.worker === worker) this.worker = null;
      throw error;
    }
  }

  private async start(socketDirectory: string): Promise<Worker> {
    await mkdir(this.directory, { recursive: true });
    const socketPath = join(socketDirectory, SOCKET);
    await removeFile(socketPath);
    const workerData: WorkerInput = { directory: resolve(this.directory), socketPath };
    const worker = new Worker(workerFile('persistence/embedded/trial-storage.worker'), { workerData });
    worker.on('error', (error) =>
      this.log.error({ reason: describeError(error) }, 'the trial storage failed'),
    );
    try {
      await ready(worker);
    } catch (error) {
      await worker.terminate();
      throw error;
    }
    worker.once('exit', () => this.reopen(socketDirectory));
    await chmod(this.directory, PRIVATE).catch(() => undefined);
    await writeFile(placeFile(this.directory), socketDirectory);
    return worker;
  }

  /** The worker ended by itself. It is started again on the same socket, to which the clients reconnect. */
  private reopen(socketDirectory: string): void {
    this.worker = null;
    if (this.closing) return;
    setTimeout(() => {
      if (this.closing) return;
      this.open(socketDirectory).catch((error: unknown) => {
        this.log.error({ reason: describeError(error) }, 'the trial storage cannot be opened again');
        this.reopen(socketDirectory);
      });
    }, REOPEN_MS).unref();
  }
}

/** The file that tells commands where the socket is. It stands beside the folder, whose content is PostgreSQL's. */
function placeFile(directory: string): string {
  return `${directory}.socket`;
}

function ready(worker: Worker): Promise<void> {
  return new Promise((open, fail) => {
    worker.once('message', (message: WorkerMessage) => {
      if (message.kind === 'ready') open();
      else fail(new Error(`the trial storage cannot be opened: ${message.reason}`));
    });
    worker.once('exit', () => fail(new Error('the trial storage ended while it was being opened')));
  });
}
