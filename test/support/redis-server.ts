import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

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

/** A port that nobody listens on, low enough for the bus that a cluster node opens 10,000 above it. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    const server = createServer();
    const free = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => resolve(true));
    });
    await new Promise((resolve) => server.close(resolve));
    if (free) return port;
  }
}
