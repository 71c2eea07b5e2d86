/**
 * Finding terms in remarks: how long an index takes to build in a worker, what it weighs, and what a remark costs, the worst that a
 * search finds included.
 *
 *   npm run -s build && node bench/text.mjs
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { compileList } from '../dist/src/moderation/lists/compile-list.js';
import { phraseOf } from './http/rule-families.mjs';
import { save } from './results.mjs';
import { Random } from './text/random.mjs';
import { remarksOf, termsOf } from './text/generate.mjs';
import { percentile, worstRemark } from './text/worst.mjs';

const SIZES = (process.env.TERMS ?? '1000,10000,100000').split(',').map(Number);
const REMARKS = Number(process.env.REMARKS ?? 20_000);
const [SHORT_LISTS, PHRASES, TAGS] = [10, 500, 20];
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

function listOf(values, form) {
  const entries = values.map((value) => ({ value, reason: null, author: null, expiresAt: null, form }));
  return compileList({ name: 'terms', kind: 'terms', entries });
}

function timed(find, texts) {
  const times = texts.map((text) => {
    const start = process.hrtime.bigint();
    find(text);
    return Number(process.hrtime.bigint() - start) / 1000;
  });
  return { medianUs: percentile(times, 0.5), p99Us: percentile(times, 0.99) };
}

async function measured(size) {
  const random = new Random(size);
  const terms = termsOf(size, random);
  const index = await built(terms);
  const list = listOf(terms, 'loose');
  const find = (remark) => list.termsIn(remark, 0);
  timed(find, remarksOf(REMARKS, random, 'warming up'));
  const cost = timed(find, remarksOf(REMARKS, random, ''));
  const worst = worstRemark(list, terms, random, SEARCH_SECONDS);
  return { terms: size, ...index, ...cost, ...worst };
}

/** The cost of an item of a callback: its remark and its tag name, each looked up in ten short lists, as rules name them. */
function shortLists() {
  const random = new Random(SHORT_LISTS);
  const numbers = [...Array(PHRASES).keys()];
  const lists = Array.from({ length: SHORT_LISTS }, (_, at) =>
    listOf(numbers.map((number) => phraseOf(at, number))),
  );
  const tags = remarksOf(TAGS, random, 'tag ');
  const items = (mark) =>
    remarksOf(REMARKS, random, mark).map((remark, at) => ({ remark, tag: tags[at % TAGS].slice(0, 12) }));
  const find = ({ remark, tag }) => {
    for (const list of lists) list.termsIn(remark, 0);
    for (const list of lists) list.termsIn(tag, 0);
  };
  timed(find, items('warming up'));
  return timed(find, items(''));
}

const results = [];
for (const size of SIZES) results.push(await measured(size));
console.table(results.map((figures) => ({ ...figures, worst: undefined })));
console.log('worst remark:', JSON.stringify(results.at(-1).worst));
const small = shortLists();
console.log(`${SHORT_LISTS} lists of ${PHRASES} phrases, a remark and a tag:`, small);
await save('text', { at: new Date().toISOString(), node: process.version, results, small });
