import { createConnection, createServer, type Server } from 'node:net';
import { hostname } from 'node:os';

const OWNER_REPLY_MS = 500;

/** The process that listens, as it describes itself; `null` when none does. */
export function ownerOf(path: string): Promise<string | null> {
  return new Promise((resolve) => {
    let said = '';
    const socket = createConnection(path);
    // A stopped process does not answer, and is alive all the same.
    socket.setTimeout(OWNER_REPLY_MS, () => socket.destroy());
    socket.on('data', (bytes) => {
      said += bytes.toString('utf8');
    });
    socket.on('error', (error: NodeJS.ErrnoException) => {
      const isDead = error.code === 'ECONNREFUSED' || error.code === 'ENOENT';
      resolve(isDead ? null : 'a process that does not answer');
    });
    socket.on('close', () => resolve(said === '' ? 'a process that does not answer' : said));
  });
}

/** Listens on a socket, and tells each process that connects which process this is. */
export async function listen(path: string): Promise<Server> {
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
