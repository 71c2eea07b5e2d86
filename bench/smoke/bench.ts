import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { aFolder } from '../../test/support/temporary-folder.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** After which a benchmark is ended. */
const LONGEST_MS = 240_000;

/** The benchmarks, with a database to make databases on and a folder for results of their own. */
export interface Bench {
  readonly folder: string;
  /** Runs `node bench/…` and returns its output. Rejects with all of it when it fails, or does not end. */
  run(args: readonly string[], settings?: Settings): Promise<string>;
  /** Runs a benchmark by `npm run bench` and returns the output that is kept. */
  printed(name: string, settings: Settings): Promise<string>;
  /** The results file of a benchmark. */
  results<T>(name: string): Promise<T>;
  remove(): Promise<void>;
}

export type Settings = Readonly<Record<string, string | number>>;

export async function aBench(databaseUrl: string): Promise<Bench> {
  const folder = await aFolder();
  const run: Bench['run'] = (args, settings = {}) =>
    printedBy(args, { DATABASE_URL: databaseUrl, RESULTS_DIR: folder.path, ...settings });
  return {
    folder: folder.path,
    run,
    printed: async (name, settings) => {
      await run(['bench/run.mjs', name], settings);
      return readFile(join(folder.path, `${name}.txt`), 'utf8');
    },
    results: async (name) => JSON.parse(await readFile(join(folder.path, `${name}.json`), 'utf8')),
    remove: () => folder.remove(),
  };
}

async function printedBy(args: readonly string[], settings: Settings): Promise<string> {
  const { PATH, HOME } = process.env;
  const env = Object.fromEntries(
    Object.entries({ PATH, HOME, ...settings }).map(([name, value]) => [name, String(value)]),
  );
  // A group of its own: what it starts must not outlive it.
  const child = spawn(process.execPath, args, {
    cwd: root,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [printed, all] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (all += chunk.toString()));
  const closed = once(child, 'close');
  const timer = setTimeout(() => end(child), LONGEST_MS);
  await once(child, 'exit');
  clearTimeout(timer);
  end(child);
  const [code, signal] = await closed;
  const how = signal === null ? `with ${code}` : `by ${signal}, after ${LONGEST_MS / 1_000} s at the latest`;
  if (code !== 0) throw new Error(`node ${args.join(' ')} ended ${how}:\n${all}`);
  return printed;
}

/** Ends it and whatever it has left behind. */
function end({ pid }: ChildProcess): void {
  try {
    process.kill(-Number(pid), 'SIGKILL');
  } catch {
    // Nothing was left.
  }
}
