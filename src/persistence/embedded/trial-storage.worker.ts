import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { pgliteOptions } from './pglite-options.js';

export interface WorkerInput {
  readonly directory: string;
  readonly socketPath: string;
}

export type WorkerMessage = { readonly kind: 'ready' } | { readonly kind: 'failed'; readonly reason: string };

/** One is in use; a second may connect while a broken one is still being closed. */
const MAX_CONNECTIONS = 8;
/** A process that takes longer hangs; it takes some three seconds on a quiet machine. */
const CREATE_MS = 120_000;
/** Stands between the name of the folder and the process that fills it. */
const UNFINISHED = '.new-';

async function serve({ directory, socketPath }: WorkerInput): Promise<void> {
  if (!existsSync(join(directory, 'PG_VERSION'))) await createCluster(directory);
  const db = await PGlite.create(pgliteOptions(directory));
  const server = new PGLiteSocketServer({ db, path: socketPath, maxConnections: MAX_CONNECTIONS });
  await server.start();
  parentPort?.once('message', () => {
    void (async () => {
      await server.stop();
      await db.close();
      process.exit(0);
    })();
  });
  send({ kind: 'ready' });
}

/**
 * Fills an empty folder, all at once: one that is interrupted leaves nothing in its place. Where no process can be started, PGlite
 * fills the folder in this thread when it opens it.
 */
async function createCluster(directory: string): Promise<void> {
  await removeUnfinished(directory);
  const unfinished = `${directory}${UNFINISHED}${process.pid}`;
  const script = fileURLToPath(new URL('./create-cluster.js', import.meta.url));
  const child = spawn(process.execPath, [script, unfinished], { stdio: 'ignore', timeout: CREATE_MS });
  const [code]: readonly unknown[] = await once(child, 'exit').catch(() => [null]);
  if (code === 0) await rename(unfinished, directory).catch(() => undefined);
  await removeUnfinished(directory);
}

async function removeUnfinished(directory: string): Promise<void> {
  const parent = dirname(directory);
  for (const name of await readdir(parent)) {
    if (!name.startsWith(`${basename(directory)}${UNFINISHED}`)) continue;
    await rm(join(parent, name), { recursive: true, force: true });
  }
}

function send(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

const input: WorkerInput = workerData;
serve(input).catch((error: unknown) => {
  send({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
});
