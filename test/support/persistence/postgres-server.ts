import { execFile, type ExecFileOptions } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = '/usr/lib/postgresql';

/** A PostgreSQL of a test's own, which it may starve, stop and lock up. */
export interface PostgresServer {
  readonly port: number;
  /** The URL of its superuser, whose password is `right`. */
  readonly url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  remove(): Promise<void>;
}

/** Why no server can be started here; `null` when one can. */
export const noServerBecause: string | null =
  programs() === null ? 'initdb and pg_ctl are not installed' : null;

/** Starts a server on loopback that asks for passwords. */
export async function aPostgresServer(): Promise<PostgresServer> {
  const bin = programs() ?? '';
  const folder = await mkdtemp(join(tmpdir(), 'friendgate-server-'));
  await chmod(folder, 0o755);
  if (process.getuid?.() === 0) await run('chown', ['postgres', folder]);
  const port = await freePort();
  const data = join(folder, 'data');
  const passwordFile = join(folder, 'password');
  await asOwner('sh', ['-c', `echo right > ${passwordFile}`], folder);
  await asOwner(
    join(bin, 'initdb'),
    [
      '-D',
      data,
      '-U',
      'postgres',
      '-A',
      'scram-sha-256',
      '--pwfile',
      passwordFile,
      '-E',
      'UTF8',
      '--locale',
      'C.UTF-8',
      '-N',
    ],
    folder,
  );
  const control = (...args: readonly string[]) =>
    asOwner(join(bin, 'pg_ctl'), ['-D', data, '-w', '-t', '60', ...args], folder);
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off`;
  const start = async () => {
    await control('-l', join(folder, 'log'), '-o', options, 'start');
  };
  const stop = async () => {
    await control('-m', 'immediate', 'stop').catch(() => undefined);
  };
  await start();
  return {
    port,
    url: `postgres://postgres:right@127.0.0.1:${port}/postgres`,
    start,
    stop,
    remove: async () => {
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Runs a program as the user that PostgreSQL runs as, which is never root. */
export function asOwner(file: string, args: readonly string[], cwd: string) {
  const options: ExecFileOptions = { cwd };
  return process.getuid?.() === 0
    ? run('runuser', ['-u', 'postgres', '--', file, ...args], options)
    : run(file, [...args], options);
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('a port was expected');
  return address.port;
}

/** The folder of the newest server programs. */
function programs(): string | null {
  if (!existsSync(ROOT)) return null;
  const versions = readdirSync(ROOT).toSorted((a, b) => Number(b) - Number(a));
  return (
    versions.map((version) => join(ROOT, version, 'bin')).find((bin) => existsSync(join(bin, 'initdb'))) ??
    null
  );
}
