import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';

export interface WorkerInput {
  readonly directory: string;
  readonly socketPath: string;
}

export type WorkerMessage = { readonly kind: 'ready' } | { readonly kind: 'failed'; readonly reason: string };

/** One is in use; another may come while a broken one is still being put away. */
const CONNECTIONS = 8;

async function serve({ directory, socketPath }: WorkerInput): Promise<void> {
  const db = await PGlite.create({ dataDir: directory });
  const server = new PGLiteSocketServer({ db, path: socketPath, maxConnections: CONNECTIONS });
  await server.start();
  parentPort?.once('message', () => {
    void (async () => {
      await server.stop();
      await db.close();
      process.exit(0);
    })();
  });
  say({ kind: 'ready' });
}

function say(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

const input: WorkerInput = workerData;
serve(input).catch((error: unknown) => {
  say({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
});
