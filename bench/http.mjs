/**
 * friendgate over HTTP, side by side with a bare Node server and with the obvious implementation: how many callbacks a second in
 * a closed loop, and how long answers take at a fixed rate while it is disturbed. See README.md.
 *
 *   npm run -s build && npm ci --prefix bench && node bench/http.mjs
 *   ROUNDS=1 SECONDS=5 ONLY=closed node bench/http.mjs
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { closedLoops } from './http/closed.mjs';
import { openLoops, scenarioNames } from './http/open.mjs';
import { writeRules } from './http/rules.mjs';
import { closedRatios, closedSummary, closedTables, openTable } from './http/tables.mjs';
import { save } from './results.mjs';

const list = (text) => text.split(',').filter(Boolean);
const rounds = Number(process.env.ROUNDS ?? 3);
const seconds = Number(process.env.SECONDS ?? 30);
const closedSeconds = Number(process.env.CLOSED_SECONDS ?? Math.min(seconds, 10));
const rate = Number(process.env.RATE ?? 1_000);
const only = process.env.ONLY ?? 'closed,open';
const sizes = list(process.env.ITEMS ?? '2,100').map(Number);
const targets = list(process.env.TARGETS ?? 'bare,echo,recording,friendgate,obvious');

const machine = {
  date: new Date().toISOString(),
  node: process.version,
  processor: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
};
const names = list(only).flatMap((name) => (name === 'open' ? scenarioNames : [name]));
const unknown = names.filter((name) => name !== 'closed' && !scenarioNames.includes(name));
if (unknown.length > 0) throw new Error(`ONLY knows closed, open, ${scenarioNames.join(', ')}`);

const folder = await mkdtemp(join(tmpdir(), 'friendgate-bench-http-'));
// A PostgreSQL of our own runs as another user, and its folder is below this one.
await chmod(folder, 0o755);
const place = { folder, rules: join(folder, 'rules') };
const said = (line) => console.error(line);
const results = { machine, settings: { rounds, seconds, closedSeconds, rate } };
console.log(`${machine.date}, Node ${machine.node}, ${machine.processor}, ${machine.cores} cores\n`);
try {
  await writeRules(place.rules);
  if (names.includes('closed')) {
    const runs = await closedLoops({ rounds, seconds: closedSeconds, sizes, targets, place, said });
    const summary = closedSummary(runs);
    const ratios = closedRatios(runs);
    results.closed = { summary, ratios, runs };
    console.log(`${closedTables(summary, ratios)}\n`);
    await save('http', results);
  }
  const disturbances = names.filter((name) => name !== 'closed');
  if (disturbances.length > 0) {
    const runs = await openLoops({ names: disturbances, rate, seconds, place, said });
    results.open = runs;
    console.log(`${openTable(runs, rate)}\n`);
    await save('http', results);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
