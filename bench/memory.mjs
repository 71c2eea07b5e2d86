/**
 * Measures friendgate's memory: the resident memory of a service at rest with more and more rules and terms; and how much
 * rules, terms and keys of counters keep alive by themselves, after a collection of garbage. See README.md.
 *
 *   npm run -s build && node bench/memory.mjs
 *   ONLY=kept RULES=24,500 TERMS=0,50000 KEYS=200000 node bench/memory.mjs
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sourceOf } from './engine/generate.mjs';
import { Worker } from './engine/worker.mjs';
import { aDatabase } from './http/database.mjs';
import { writeLongList, writeRules } from './http/rules.mjs';
import { save } from './results.mjs';
import { machine, MB, shown, slopeOf, table } from './service/figures.mjs';
import { complaintsOf, startOn } from './service/start.mjs';

const numbers = (text) => text.split(',').map(Number);
const only = (process.env.ONLY ?? 'service,kept').split(',');
const rules = numbers(process.env.RULES ?? '24,1000,2000');
const terms = numbers(process.env.TERMS ?? '0,100000,200000');
const keys = Number(process.env.KEYS ?? 1_000_000);
const restSeconds = Number(process.env.REST_SECONDS ?? 20);

/** The figures whose growth is shown. */
const UNITS = {
  rules: { per: 1_000, name: '1,000 rules' },
  terms: { per: 100_000, name: '100,000 terms' },
  keys: { per: 1_000_000, name: '1,000,000 keys' },
};

/** Writes generated rules as a folder of rules. */
async function writeGenerated(folder, count) {
  const { documents, lists } = sourceOf(count);
  await mkdir(folder, { recursive: true });
  for (const [file, document] of documents) await writeFile(join(folder, file), JSON.stringify(document));
  for (const { name, kind, entries } of lists.values()) {
    await mkdir(join(folder, 'lists', kind), { recursive: true });
    const lines = ['value', ...entries.map(({ value }) => value), ''];
    await writeFile(join(folder, 'lists', kind, `${name}.csv`), lines.join('\n'));
  }
}

async function writeWithTerms(folder, count) {
  await writeRules(folder);
  if (count > 0) await writeLongList(folder, count, 0);
}

/** A service with nothing to do, some time after it became ready: the mean of its last readings. */
async function atRest(folder, write, count) {
  const here = await mkdtemp(join(folder, 'service-'));
  const database = await aDatabase();
  try {
    const place = { rules: join(here, 'rules'), dataDir: join(here, 'data'), databaseUrl: database.url };
    await write(place.rules, count);
    const service = await startOn(place);
    try {
      await pause(restSeconds * 1_000);
      const value = await service.metrics();
      return {
        count,
        resident: value('process_resident_memory_bytes'),
        heapUsed: value('nodejs_heap_size_used_bytes'),
        external: value('nodejs_external_memory_bytes'),
        complaints: complaintsOf(service.said),
      };
    } finally {
      await service.stop();
    }
  } finally {
    await database.remove();
    await rm(here, { recursive: true, force: true });
  }
}

async function services(folder) {
  const measured = { rules: [], terms: [] };
  for (const count of rules) measured.rules.push(await atRest(folder, writeGenerated, count));
  for (const count of terms) measured.terms.push(await atRest(folder, writeWithTerms, count));
  return measured;
}

/** Each size in a process of its own, where garbage can be collected. */
async function kept(what, count) {
  const worker = new Worker('../service/kept.mjs', { what, count }, ['--expose-gc']);
  try {
    return { count, ...(await worker.answer()) };
  } finally {
    worker.stop();
  }
}

async function allKept() {
  const measured = { rules: [], terms: [], keys: [] };
  for (const count of rules) measured.rules.push(await kept('rules', count));
  for (const count of terms) measured.terms.push(await kept('terms', count));
  for (const count of [keys / 2, keys]) measured.keys.push(await kept('keys', count));
  return measured;
}

/** Bytes that each unit adds, by a straight line through the sizes. */
function growth(points, field, { per }) {
  const { slope } = slopeOf(points.map((point) => [point.count, point[field]]));
  return slope === null ? null : slope * per;
}

const inMb = (bytes) => shown(bytes === null ? null : bytes / MB);

function print(title, measured, fields) {
  const heads = [title, ...fields.map(({ head }) => `${head}, MB`)];
  const rows = Object.entries(measured).flatMap(([what, points]) => [
    ...points.map((point) => [
      `${point.count.toLocaleString('en')} ${what}`,
      ...fields.map(({ field }) => inMb(point[field])),
    ]),
    [
      `  each ${UNITS[what].name} add`,
      ...fields.map(({ field }) => inMb(growth(points, field, UNITS[what]))),
    ],
  ]);
  console.log(`${table(heads, rows)}\n`);
}

function growths(measured, fields) {
  return Object.fromEntries(
    Object.entries(measured).map(([what, points]) => [
      `bytes per ${UNITS[what].name}`,
      Object.fromEntries(fields.map(({ field }) => [field, growth(points, field, UNITS[what])])),
    ]),
  );
}

const SERVICE = [
  { field: 'resident', head: 'resident' },
  { field: 'heapUsed', head: 'heap used, with garbage' },
  { field: 'external', head: 'outside the heap' },
];
const KEPT = [
  { field: 'kept', head: 'kept' },
  { field: 'heapUsed', head: 'of it in the heap' },
  { field: 'resident', head: 'resident grew by' },
];

const folder = await mkdtemp(join(tmpdir(), 'friendgate-bench-memory-'));
const results = { machine: machine(), settings: { rules, terms, keys, restSeconds } };
try {
  if (only.includes('service')) {
    const measured = await services(folder);
    results.service = { measured, growth: growths(measured, SERVICE) };
    print(`service at rest, ${restSeconds} s after ready`, measured, SERVICE);
  }
  if (only.includes('kept')) {
    const measured = await allKept();
    results.kept = { measured, growth: growths(measured, KEPT) };
    print('kept by themselves', measured, KEPT);
  }
  await save('memory', results);
} finally {
  await rm(folder, { recursive: true, force: true });
}
