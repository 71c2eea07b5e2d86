/**
 * Runs the benchmarks one after the other, and keeps what they print with their results: those that are named, or all but the soak
 * and the chaos run.
 *
 *   npm run bench
 *   npm run bench -- engine http
 *   MINUTES=10 npm run bench -- chaos
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { resultsFolder } from './results.mjs';

const all = [
  'engine',
  'http',
  'drain',
  'redis-state',
  'state-memory',
  'rebuild',
  'start-up',
  'memory',
  'text',
  'live-term',
];
const known = [...all, 'soak', 'chaos'];
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

async function run(name) {
  console.log(`\n${name}`);
  const args = name === 'state-memory' ? ['--expose-gc'] : [];
  const child = spawn(process.execPath, [...args, here(`${name}.mjs`)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const kept = createWriteStream(join(resultsFolder, `${name}.txt`));
  child.stdout.pipe(kept);
  child.stdout.pipe(process.stdout, { end: false });
  const [code] = await once(child, 'exit');
  if (code !== 0) process.exitCode = 1;
}

const named = process.argv.slice(2);
const unknown = named.filter((name) => !known.includes(name));
if (unknown.length > 0) throw new Error(`No benchmark is called ${unknown.join(', ')}: ${known.join(', ')}`);
await mkdir(resultsFolder, { recursive: true });
for (const name of named.length > 0 ? named : all) await run(name);
