import { execFile, execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
export const isRoot = process.getuid?.() === 0;

/** Runs a program as a user that PostgreSQL accepts: it does not run as root. */
export const asPostgres = {
  run: (file, args) =>
    isRoot ? run('runuser', ['-u', 'postgres', '--', file, ...args], { cwd: '/' }) : run(file, args),
  owns: (...folders) => (isRoot ? run('chown', ['postgres', ...folders]) : undefined),
};

/** The folder of the newest PostgreSQL's programs. */
export async function postgresPrograms() {
  const root = '/usr/lib/postgresql';
  const [newest] = (await readdir(root)).sort((a, b) => Number(b) - Number(a));
  return join(root, newest, 'bin');
}

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Whether a small file system can be mounted: root may, in a namespace that allows it. */
export function canMount() {
  if (!isRoot) return false;
  try {
    execFileSync('unshare', ['-m', 'true'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** The library that fakes the wall clock, from Debian's package faketime; `null` where it is not installed. */
export async function faketimeLibrary() {
  const folders = await readdir('/usr/lib').catch(() => []);
  for (const folder of folders) {
    const path = join('/usr/lib', folder, 'faketime');
    const names = await readdir(path).catch(() => []);
    if (names.includes('libfaketimeMT.so.1')) return join(path, 'libfaketimeMT.so.1');
  }
  return null;
}
