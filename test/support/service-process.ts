import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { TrialStorage } from '../../src/persistence/embedded/trial-storage.js';
import { built } from './built.js';
import { adminUrl, aDatabase } from './persistence/database.js';
import { quiet } from './quiet.js';
import { aFolder } from './temporary-folder.js';

/** The service as a process of its own, as operators run it. */
export interface ServiceProcess {
  readonly url: string;
  readonly consoleUrl: string;
  readonly pid: number;
  /** Every line it has logged. */
  readonly lines: readonly string[];
  /** Sends a signal that does not end it. */
  signal(signal: NodeJS.Signals): void;
  /** Sends a signal; the exit code, or the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | NodeJS.Signals | null>;
  /** A gauge or counter without labels. */
  metric(name: string): Promise<number>;
}

/** A data folder and a database, in which one process after the other runs. */
export interface Home {
  readonly dataDir: string;
  /** By which a command finds the same database. */
  readonly env: Readonly<Record<string, string>>;
  start(env?: Readonly<Record<string, string>>): Promise<ServiceProcess>;
  /** Rows of a query, after the process has ended. */
  rows<T extends object>(sql: string): Promise<readonly T[]>;
  remove(): Promise<void>;
}

/** On PostgreSQL where there is one for tests, else on trial storage in the data folder. */
export async function aHome(): Promise<Home> {
  const folder = await aFolder();
  const database = adminUrl === null ? null : await aDatabase();
  const url = database?.url ?? null;
  const running: ServiceProcess[] = [];
  const dataDir = join(folder.path, 'data');
  const env = { DATA_DIR: dataDir, ...(url === null ? {} : { DATABASE_URL: url }) };
  return {
    dataDir,
    env,
    start: async (more = {}) => {
      const started = await startProcess({ ...env, ...more });
      running.push(started);
      return started;
    },
    rows: (sql) => (url === null ? rowsOfTrial(dataDir, sql) : rowsAt(new Client(url), sql)),
    remove: async () => {
      await Promise.all(running.map((each) => each.end('SIGKILL')));
      await database?.remove();
      await folder.remove();
    },
  };
}

/** Spawns the build, or a copy of it. Rejects with what it printed when it ends before it is ready. */
export async function startProcess(
  env: Readonly<Record<string, string>>,
  main = built('src/main.js'),
): Promise<ServiceProcess> {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'], PORT: '0', CONSOLE_PORT: '0', DRAIN_MS: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const urls = new Promise<{ url: string; consoleUrl: string }>((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      const { msg, callbackUrl, consoleUrl } = parsed(line);
      if (msg === 'ready') resolve({ url: new URL(callbackUrl ?? '').origin, consoleUrl: consoleUrl ?? '' });
    });
  });
  createInterface({ input: child.stderr }).on('line', (line) => lines.push(line));
  const ended = once(child, 'close').then(() => {
    throw new Error(`The service ended before it was ready:\n${lines.join('\n')}`);
  });
  const at = await Promise.race([urls, ended]);
  ended.catch(() => undefined);
  return {
    ...at,
    pid: child.pid ?? 0,
    lines,
    signal: (signal) => void child.kill(signal),
    end: endOf(child),
    metric: metricAt(at.consoleUrl),
  };
}

/** The message of a line, if it is a log line. */
function parsed(line: string): {
  readonly msg?: string;
  readonly callbackUrl?: string;
  readonly consoleUrl?: string;
} {
  try {
    const entry: { msg?: string } = JSON.parse(line);
    return entry;
  } catch {
    return {};
  }
}

function endOf(child: ChildProcess) {
  return async (signal: NodeJS.Signals) => {
    if (child.exitCode === null && child.signalCode === null) {
      const closed = once(child, 'close');
      child.kill(signal);
      await closed;
    }
    return child.exitCode ?? child.signalCode;
  };
}

function metricAt(consoleUrl: string) {
  return async (name: string) => {
    const text = await (await fetch(`${consoleUrl}/metrics`)).text();
    return Number(new RegExp(`^${name}(?:{[^}]*})? (.*)$`, 'm').exec(text)?.[1]);
  };
}

/** Waits until something holds. @param withinMs how long at most */
export async function until(holds: () => Promise<boolean>, withinMs = 10_000): Promise<void> {
  const began = performance.now();
  while (performance.now() - began < withinMs) {
    if (await holds()) return;
    await pause(50);
  }
  throw new Error(`This did not come to hold within ${withinMs} ms`);
}

async function rowsOfTrial<T extends object>(dataDir: string, sql: string): Promise<readonly T[]> {
  const storage = new TrialStorage(join(dataDir, 'trial'), quiet.log);
  try {
    const { connection } = await storage.address();
    if (!('socketDirectory' in connection)) throw new Error('trial storage is reached through a socket');
    return await rowsAt<T>(
      new Client({ host: connection.socketDirectory, user: 'postgres', database: 'postgres' }),
      sql,
    );
  } finally {
    await storage.close();
  }
}

async function rowsAt<T extends object>(client: Client, sql: string): Promise<readonly T[]> {
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}
