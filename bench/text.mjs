/**
 * Finding terms in remarks: how long an index takes to build in a worker, what it weighs, and what a remark costs, the worst that a
 * search finds included.
 *
 *   npm run -s build && node bench/text.mjs
 */
import { writeFile } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { makeList } from '../dist/src/moderation/list.js';
import { Random } from './text/random.mjs';
import { remarksOf, termsOf } from './text/generate.mjs';
import { percentile, worstRemark } from './text/worst.mjs';

const SIZES = (process.env.TERMS ?? '1000,10000,100000').split(',').map(Number);
const REMARKS = Number(process.env.REMARKS ?? 20_000);
const SEARCH_SECONDS = Number(process.env.SEARCH_SECONDS ?? 5);

/** Builds the index in a thread of its own; how late this thread was meanwhile is measured as well. */
async function built(terms) {
  const lateness = monitorEventLoopDelay({ resolution: 1 });
  const worker = new Worker(new URL('./text/index-worker.mjs', import.meta.url), { workerData: terms });
  worker.on('error', (error) => {
    throw error;
  });
  await new Promise((resolve) => worker.once('online', resolve));
  lateness.enable();
  const [ms, bytes] = await new Promise((resolve) => worker.once('message', resolve));
  lateness.disable();
  return { buildMs: ms, bytesATerm: bytes / terms.length, latestMs: lateness.max / 1e6 };
}

function timed(list, remarks) {
  const times = remarks.map((remark) => {
    const start = process.hrtime.bigint();
    list.termsIn(remark, 0);
    return Number(process.hrtime.bigint() - start) / 1000;
  });
  return { medianUs: percentile(times, 0.5), p99Us: percentile(times, 0.99) };
}

async function measured(size) {
  const random = new Random(size);
  const terms = termsOf(size, random);
  const index = await built(terms);
  const entries = terms.map((value) => ({
    value,
    reason: null,
    author: null,
    expiresAt: null,
    form: 'loose',
  }));
  const list = makeList({ name: 'terms', kind: 'terms', entries });
  timed(list, remarksOf(REMARKS, random, 'warming up'));
  const cost = timed(list, remarksOf(REMARKS, random, ''));
  const worst = worstRemark(list, terms, random, SEARCH_SECONDS);
  return { terms: size, ...index, ...cost, ...worst };
}

const results = [];
for (const size of SIZES) results.push(await measured(size));
console.table(results.map((figures) => ({ ...figures, worst: undefined })));
console.log('worst remark:', JSON.stringify(results.at(-1).worst));
const file = fileURLToPath(new URL('./results/text.json', import.meta.url));
await writeFile(
  file,
  `${JSON.stringify({ at: new Date().toISOString(), node: process.version, results }, null, 1)}\n`,
);
