/**
 * friendgate's engine beside json-rules-engine, zen-engine and json-logic-engine: the same generated rules, the same readings, the same
 * verdicts, which are checked in every run. Microseconds and bytes an item, warm, by number of rules and of items in a callback;
 * and friendgate's first packets after a publish. `bench/README.md` says what is measured and how.
 *
 *   npm run -s build && npm ci --prefix bench && node bench/engine.mjs
 */
import { readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { latencyRows, printTable, summaryOf, warmRows } from './engine/report.mjs';
import { warm } from './engine/warm.mjs';
import { Worker } from './engine/worker.mjs';
import { save } from './results.mjs';

const rounds = Number(process.env.ROUNDS ?? 5);
const seconds = Number(process.env.SECONDS_A_CELL ?? 0.5);
const warmSeconds = Number(process.env.WARM_SECONDS ?? 20);
const growth = Number(process.env.POOL_GROWTH ?? 0.5);
const counts = (process.env.RULES ?? '5,50,200,1000,10000').split(',').map(Number);
const latencyCounts =
  process.env.SINGLE?.split(',').map(Number) ?? [200, 1_000].filter((count) => counts.includes(count));
const PUBLISHES = 5;

const peers = ['json-rules-engine', '@gorules/zen-engine', 'json-logic-engine'];

async function latenciesOf(rules) {
  const worker = new Worker('latency.mjs', { rules, publishes: PUBLISHES, warmSeconds });
  return worker.answer();
}

async function versions() {
  const lock = JSON.parse(await readFile(new URL('package-lock.json', import.meta.url), 'utf8'));
  return Object.fromEntries(peers.map((name) => [name, lock.packages[`node_modules/${name}`].version]));
}

async function main() {
  const run = {
    date: new Date().toISOString().slice(0, 10),
    node: process.version,
    cpu: cpus()[0].model.trim(),
    cores: cpus().length,
    peers: await versions(),
    options: { rounds, secondsACell: seconds, warmSeconds, poolGrowth: growth },
  };
  console.log(`${run.date}, Node ${run.node}, ${run.cores} × ${run.cpu}`);
  console.log(
    Object.entries(run.peers)
      .map(([name, version]) => `${name} ${version}`)
      .join(', '),
  );

  const tables = [];
  for (const rules of counts) {
    console.log(`\n${rules.toLocaleString('en')} rules`);
    const options = { rules, growth, rounds, seconds, warmSeconds };
    const table = summaryOf(await warm(options, (line) => console.log(`  ${line}`)));
    tables.push(table);
    printTable(warmRows(table));
  }
  const latencies = [];
  for (const rules of latencyCounts) latencies.push(await latenciesOf(rules));
  if (latencies.length > 0) {
    console.log(
      '\nfriendgate, single callbacks, packet and lists read within the time; the first 100 packets of 2 items',
    );
    printTable(latencyRows(latencies));
  }

  await save('engine', { ...run, warm: tables, latencies });
}

await main();
