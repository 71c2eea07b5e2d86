import { execFile, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Whether a Redis can be started here. CI installs one, and fails where there is none. */
export const hasRedis =
  process.env['CI'] !== undefined || spawnSync('redis-server', ['--version']).status === 0;

/** Says why the specs of a file that need a Redis are skipped, where they are. */
export function needsRedis(file: string): void {
  if (!hasRedis) process.stderr.write(`${file} is skipped: there is no redis-server on this machine\n`);
}

/** A Redis of a test's own, a real process. */
export interface RedisServer {
  readonly port: number;
  readonly url: string;
  /** Runs one command by redis-cli, and gives what it prints. */
  cli(...command: readonly string[]): Promise<string>;
  /** Ends it as a crash does; `start` brings it back with what it had saved. */
  kill(): Promise<void>;
  start(): Promise<void>;
  pause(): void;
  resume(): void;
  remove(): Promise<void>;
}

/** Starts one on a free port. @param options arguments of redis-server, like `--maxmemory-policy noeviction` */
export async function aRedisServer(...options: readonly string[]): Promise<RedisServer> {
  const port = await freePort();
  const folder = await mkdtemp(join(tmpdir(), 'friendgate-redis-'));
  let child: ChildProcess | null = null;
  const cli = async (...command: readonly string[]) =>
    (await run('redis-cli', ['-p', String(port), ...command], { timeout: 10_000 })).stdout.trim();
  const kill = async () => {
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  const start = async () => {
    const standard = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
    child = spawn('redis-server', [...standard, ...options], { stdio: 'ignore' });
    for (let attempt = 0; (await cli('ping').catch(() => '')) !== 'PONG'; attempt += 1) {
      if (attempt === 100) throw new Error('redis-server did not start');
      await pause(50);
    }
  };
  await start();
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    cli,
    kill,
    start,
    pause: () => void child?.kill('SIGSTOP'),
    resume: () => void child?.kill('SIGCONT'),
    remove: async () => {
      await kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A cluster of three nodes, each with a third of the slots. */
export async function aRedisCluster(): Promise<{
  readonly url: string;
  flush(): Promise<void>;
  remove(): Promise<void>;
}> {
  const nodes = await Promise.all([0, 1, 2].map(() => aRedisServer('--cluster-enabled', 'yes')));
  const at = nodes.map(({ port }) => `127.0.0.1:${port}`);
  await run('redis-cli', ['--cluster', 'create', ...at, '--cluster-yes'], { timeout: 30_000 });
  for (const node of nodes) {
    while (!(await node.cli('cluster', 'info')).includes('cluster_state:ok')) await pause(50);
  }
  return {
    url: `redis+cluster://${at.join(',')}`,
    flush: async () => {
      for (const node of nodes) await node.cli('flushall');
    },
    remove: async () => {
      await Promise.all(nodes.map((node) => node.remove()));
    },
  };
}

/** A primary, its replica, and a sentinel that makes the one the other when the first is gone for half a second. */
export async function aRedisPair() {
  const primary = await aRedisServer();
  const replica = await aRedisServer('--replicaof', '127.0.0.1', String(primary.port));
  const folder = await mkdtemp(join(tmpdir(), 'friendgate-sentinel-'));
  const port = await freePort();
  const file = join(folder, 'sentinel.conf');
  const lines = [
    `port ${port}`,
    'bind 127.0.0.1',
    `dir ${folder}`,
    `sentinel monitor friendgate 127.0.0.1 ${primary.port} 1`,
    'sentinel down-after-milliseconds friendgate 500',
    'sentinel failover-timeout friendgate 3000',
  ];
  await writeFile(file, lines.join('\n'));
  while (!(await replica.cli('info', 'replication')).includes('master_link_status:up')) await pause(50);
  const sentinel = spawn('redis-server', [file, '--sentinel'], { stdio: 'ignore' });
  return {
    url: `redis+sentinel://127.0.0.1:${port}/friendgate`,
    primary,
    replica,
    remove: async () => {
      const ended = once(sentinel, 'exit');
      sentinel.kill('SIGKILL');
      await Promise.all([ended, primary.remove(), replica.remove()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A Redis that speaks TLS only, and lets in one user who may do no more than friendgate needs. */
export async function aGuardedRedis() {
  const folder = await mkdtemp(join(tmpdir(), 'friendgate-redis-tls-'));
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const signing = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'];
  const names = ['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1'];
  await run('openssl', [...signing, ...names, '-keyout', key, '-out', certificate]);
  const tls = ['--tls-cert-file', certificate, '--tls-key-file', key, '--tls-ca-cert-file', certificate];
  const tlsPort = await freePort();
  const server = await aRedisServer('--tls-port', String(tlsPort), '--tls-auth-clients', 'no', ...tls);
  const allowed = ['~friendgate:*', '+@scripting', '+@read', '+@write', '+@connection', '+info', '+time'];
  await server.cli('acl', 'setuser', 'friendgate', 'on', '>s3cr:t/@', ...allowed);
  await server.cli('acl', 'setuser', 'default', 'off');
  return {
    url: `rediss://friendgate:${encodeURIComponent('s3cr:t/@')}@localhost:${tlsPort}`,
    /** To be given to a process as NODE_EXTRA_CA_CERTS. */
    certificate,
    remove: async () => {
      await server.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A free port. The bus that a cluster node opens 10,000 above it stays below the ports that the system gives out. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 2_700);
    const server = createServer();
    const free = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    await new Promise((resolve) => server.close(resolve));
    if (free) return port;
  }
}
