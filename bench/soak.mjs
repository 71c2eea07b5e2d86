/**
 * friendgate for a long time at a steady rate: MINUTES (10) at RATE (500) callbacks a second, with PostgreSQL and the 200 rules of
 * `http/rules.mjs`. Prints a line a minute, and at the end by how much memory and latencies grew in the second half. See README.md.
 *
 *   npm run -s build && npm run bench:soak
 *   MINUTES=1 EVERY=10 RATE=200 node bench/soak.mjs
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { aDatabase } from './http/database.mjs';
import { writeRules } from './http/rules.mjs';
import { save } from './results.mjs';
import { machine, MB, shown, slopeOf } from './service/figures.mjs';
import { aSender } from './service/sending.mjs';
import { complaintsOf, startOn } from './service/start.mjs';

const minutes = Number(process.env.MINUTES ?? 10);
const rate = Number(process.env.RATE ?? 500);
/** Seconds a line. */
const every = Number(process.env.EVERY ?? 60);

/** Some of them in each line. */
const SAMPLE_MS = Math.min(5, every / 2) * 1_000;
const HOUR_S = 3_600;

/** Growth of what is beyond these in an hour, and beyond what chance does, is worth a look. */
const SUSPICIOUS = { besides: 20 * MB, heapLow: 10 * MB, p99: 1 };
/** So many standard errors are more than chance. */
const ERRORS = 2;
/** Before, the heap still grows to the size that the load needs. */
const LEAST_MINUTES = 10;

/** Reads the metrics over and over until told to stop. Reading resets the delays of the event loop, so each has its own. */
function sampling(service, begun) {
  const samples = [];
  const stopping = new AbortController();
  const run = async () => {
    while (!stopping.signal.aborted) {
      const value = await service.metrics();
      samples.push({
        second: (performance.now() - begun) / 1_000,
        resident: value('process_resident_memory_bytes'),
        counters: value('friendgate_state_bytes'),
        heapUsed: value('nodejs_heap_size_used_bytes'),
        lagP99: 1_000 * value('nodejs_eventloop_lag_p99_seconds'),
        lagMax: 1_000 * value('nodejs_eventloop_lag_max_seconds'),
        waiting: value('friendgate_journal_waiting_records'),
        degraded: value('friendgate_degraded_items_total') ?? 0,
      });
      await pause(SAMPLE_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  };
  const running = run();
  return {
    samples,
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

/** A line of the table: what came out in its time, and what was sampled. */
function lineOf(part, samples, second) {
  const most = (field) => Math.max(...samples.map((sample) => sample[field]));
  const mean = (field) => samples.reduce((sum, sample) => sum + sample[field], 0) / samples.length;
  return {
    second,
    answered: part.answered,
    errors: part.errors,
    deniedShare: part.items === 0 ? null : part.denied / part.items,
    ...part.latency,
    lateP99: part.late.p99,
    resident: mean('resident'),
    counters: mean('counters'),
    heapLow: Math.min(...samples.map(({ heapUsed }) => heapUsed)),
    heapHigh: most('heapUsed'),
    lagP99: most('lagP99'),
    lagMax: most('lagMax'),
    waiting: most('waiting'),
    degraded: most('degraded'),
  };
}

const COLUMNS = [
  ['second', ({ second }) => shown(second, 0)],
  ['answers', ({ answered }) => answered],
  ['failed', ({ errors }) => errors],
  ['denied %', ({ deniedShare }) => shown(deniedShare === null ? null : 100 * deniedShare)],
  ['p50 ms', ({ p50 }) => shown(p50)],
  ['p99 ms', ({ p99 }) => shown(p99)],
  ['max ms', ({ max }) => shown(max)],
  ['late p99', ({ lateP99 }) => shown(lateP99)],
  ['rss MB', ({ resident }) => shown(resident / MB)],
  ['counters', ({ counters }) => shown(counters / MB)],
  ['heap MB', ({ heapLow, heapHigh }) => `${shown(heapLow / MB, 0)}-${shown(heapHigh / MB, 0)}`],
  ['lag p99', ({ lagP99 }) => shown(lagP99)],
  ['lag max', ({ lagMax }) => shown(lagMax)],
  ['waiting', ({ waiting }) => waiting],
  ['degraded', ({ degraded }) => degraded],
];
const WIDTH = 9;
const row = (cells) => cells.map((cell) => String(cell).padStart(WIDTH)).join(' ');

/** Puts the load on it for so long, and prints a line whenever its time is over. */
async function underLoad(service, sender) {
  const begun = performance.now();
  const lines = [];
  const { samples, stop } = sampling(service, begun);
  console.log(row(COLUMNS.map(([head]) => head)));
  let shownSamples = 0;
  sender.begin({ port: service.port, rate, every }, (part) => {
    const own = samples.slice(shownSamples);
    if (own.length === 0) return;
    shownSamples = samples.length;
    lines.push(lineOf(part, own, (performance.now() - begun) / 1_000));
    console.log(row(COLUMNS.map(([, cell]) => cell(lines.at(-1)))));
  });
  // A little longer, so that the last line is a whole one.
  await pause(minutes * 60_000 + 500);
  await stop();
  const last = await sender.stop();
  return { lines, samples, unanswered: last.unanswered, errors: last.errors };
}

/** By how much something grows in an hour, by the second half of points `[second, value]`. */
function growthOf(points) {
  const half = points.slice(Math.floor(points.length / 2));
  const { slope, error } = slopeOf(half);
  const anHour = (number) => (number === null ? null : number * HOUR_S);
  return { anHour: anHour(slope), error: anHour(error), points: half.length };
}

function growths({ lines, samples }) {
  return {
    besides: growthOf(samples.map(({ second, resident, counters }) => [second, resident - counters])),
    heapLow: growthOf(lines.map(({ second, heapLow }) => [second, heapLow])),
    p99: growthOf(lines.map(({ second, p99 }) => [second, p99])),
  };
}

const SHOWN = {
  besides: { name: 'resident memory besides counters', unit: 'MB', by: MB },
  heapLow: { name: 'least heap used of each line', unit: 'MB', by: MB },
  p99: { name: 'p99', unit: 'ms', by: 1 },
};

/** `null` where a run so short, or so few points, tell nothing. */
function isSuspicious(what, { anHour, error }) {
  return error === null || minutes < LEAST_MINUTES
    ? null
    : anHour > SUSPICIOUS[what] && anHour > ERRORS * error;
}

function printGrowth(growth) {
  console.log('\ngrowth in the second half, as much as an hour of it would be (± standard error):');
  for (const [what, { name, unit, by }] of Object.entries(SHOWN)) {
    const { anHour, error, points } = growth[what];
    const number = shown(anHour === null ? null : anHour / by, 2);
    const sure = shown(error === null ? null : error / by, 2);
    const limit = `suspicious: more than ${SUSPICIOUS[what] / by} ${unit} and ${ERRORS} errors`;
    const verdict = { true: 'SUSPICIOUS', false: 'not suspicious', null: 'too short a run to tell' };
    const judged = verdict[String(isSuspicious(what, growth[what]))];
    console.log(`  ${name}: ${number} ± ${sure} ${unit} an hour, ${points} points; ${judged} (${limit})`);
  }
}

const folder = await mkdtemp(join(tmpdir(), 'friendgate-bench-soak-'));
const database = await aDatabase();
try {
  const place = { rules: join(folder, 'rules'), dataDir: join(folder, 'data'), databaseUrl: database.url };
  await writeRules(place.rules);
  const sender = await aSender();
  const service = await startOn(place);
  try {
    const run = await underLoad(service, sender);
    const growth = growths(run);
    printGrowth(growth);
    const complaints = complaintsOf(service.said);
    console.log(`unanswered: ${run.unanswered}; warnings: ${complaints.join('; ') || 'none'}`);
    const settings = { minutes, rate, every, suspicious: SUSPICIOUS };
    await save('soak', { machine: machine(), settings, growth, complaints, ...run });
  } finally {
    sender.close();
    await service.stop();
  }
} finally {
  await database.remove();
  await rm(folder, { recursive: true, force: true });
}
