import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from './postgres-server.js';

const PROGRAM = '/usr/sbin/pgbouncer';

/** Why no pooler can be started here; `null` when one can. */
export const noPoolerBecause: string | null = existsSync(PROGRAM) ? null : 'pgbouncer is not installed';

/** A PgBouncer in transaction mode before a database, with its settings as they are installed. */
export async function aPooler(databaseUrl: string): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const { hostname, port, pathname, username } = new URL(databaseUrl);
  const folder = await mkdtemp(join(tmpdir(), 'friendgate-pooler-'));
  await chmod(folder, 0o755);
  const own = await freePort();
  const settings = [
    '[databases]',
    `* = host=${hostname} port=${port || 5432} user=${username}`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${own}`,
    'unix_socket_dir =',
    'auth_type = any',
    'pool_mode = transaction',
    'default_pool_size = 2',
  ];
  const file = join(folder, 'pgbouncer.ini');
  await writeFile(file, settings.join('\n'));
  const args =
    process.getuid?.() === 0 ? ['runuser', '-u', 'postgres', '--', PROGRAM, file] : [PROGRAM, file];
  const child = spawn(args[0] ?? '', args.slice(1), { stdio: 'ignore', cwd: folder });
  while (!(await isListening(own))) {
    if (child.exitCode !== null) throw new Error(`pgbouncer ended with ${child.exitCode}`);
    await pause(20);
  }
  return {
    url: `postgres://${username}@127.0.0.1:${own}${pathname}`,
    stop: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}
