/**
 * How long friendgate takes from the start of the process until it is ready: on an empty database, on one that it has been using,
 * and with a journal of JOURNAL_MB (1,024) that waits for the database; then on trial storage. Beside it, how long answers take
 * meanwhile, with a callback every 20 ms as soon as it is ready. See README.md.
 *
 *   npm run -s build && node bench/start-up.mjs
 *   ROUNDS=1 JOURNAL_MB=32 PRIME_SECONDS=2 node bench/start-up.mjs
 */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { aDatabase, ask } from './http/database.mjs';
import { writeRules } from './http/rules.mjs';
import { save } from './results.mjs';
import { fillJournal } from './service/backlog.mjs';
import { machine, MB, median, shown, table } from './service/figures.mjs';
import { aSender } from './service/sending.mjs';
import { complaintsOf, startOn } from './service/start.mjs';

const rounds = Number(process.env.ROUNDS ?? 3);
const journalMb = Number(process.env.JOURNAL_MB ?? 1_024);
const primeSeconds = Number(process.env.PRIME_SECONDS ?? 10);
const watchedSeconds = Number(process.env.SECONDS ?? 5);
const longest = Number(process.env.DRAIN_SECONDS ?? 900);

/** Callbacks a second while answers are measured, and while a database and a folder are being filled. */
const [WATCHED, PRIMING] = [50, 1_000];
const POLL_MS = 250;

/** How many seconds after its start the state was exact, and the backlog in the database. */
async function settled(service, least) {
  const { begun, metrics } = service;
  const after = () => (performance.now() - begun) / 1_000;
  const until = performance.now() + least * 1_000;
  let [exactAfter, drainedAfter] = [null, null];
  while (exactAfter === null || drainedAfter === null || performance.now() < until) {
    const value = await metrics();
    if (value('friendgate_state_rebuilding') === 0) exactAfter ??= after();
    const waiting = value('friendgate_journal_waiting_records');
    // Records of the last second may always be waiting.
    if (waiting !== null && waiting <= WATCHED) drainedAfter ??= after();
    if (after() > longest) break;
    await pause(POLL_MS);
  }
  return { exactAfter, drainedAfter };
}

/** Starts it, measures answers until everything is settled, and goes on with what `then` does before it is stopped. */
async function measured(place, then = async () => undefined) {
  const sender = await aSender();
  const service = await startOn(place).catch((error) => {
    sender.close();
    throw error;
  });
  try {
    sender.begin({ port: service.port, rate: WATCHED });
    const times = await settled(service, watchedSeconds);
    const { answered, errors, unanswered, latency, late } = await sender.stop();
    await then(service);
    const { readyAfter, said } = service;
    const answers = { answered, errors: errors + unanswered, latency, late };
    return { readyAfter, ...times, ...answers, complaints: complaintsOf(said) };
  } finally {
    sender.close();
    await service.stop();
  }
}

/** Fills the database and the state a little. */
async function prime({ port }) {
  const sender = await aSender();
  sender.begin({ port, rate: PRIMING });
  await pause(primeSeconds * 1_000);
  const { errors, unanswered } = await sender.stop();
  if (errors + unanswered > 0) throw new Error(`${errors + unanswered} callbacks were not answered`);
}

const bytesOf = async (path) => (await stat(path).catch(() => null))?.size ?? null;

async function onPostgres(rules, folder, isLast) {
  const database = await aDatabase();
  const place = { rules, dataDir: join(folder, 'data'), databaseUrl: database.url };
  try {
    const empty = await measured(place, prime);
    const snapshotBytes = await bytesOf(join(place.dataDir, 'state.snapshot'));
    const existing = { ...(await measured(place)), snapshotBytes };
    if (!isLast || journalMb === 0) return { 'empty database': empty, 'existing database': existing };
    const waiting = await fillJournal(place.dataDir, journalMb * MB);
    const backlog = { ...(await measured(place)), waiting };
    const [{ rows }] = await ask(place.databaseUrl, 'select count(*)::int as rows from decision');
    const name = `journal of ${journalMb} MB`;
    return {
      'empty database': empty,
      'existing database': existing,
      [name]: { ...backlog, decisionsInTheEnd: rows },
    };
  } finally {
    await database.remove();
  }
}

async function onTrialStorage(rules, folder) {
  const place = { rules, dataDir: join(folder, 'trial') };
  const empty = await measured(place, prime);
  return { 'trial storage, empty': empty, 'trial storage, existing': await measured(place) };
}

async function round(rules, folder, isLast) {
  const here = await mkdtemp(join(folder, 'round-'));
  const results = { ...(await onPostgres(rules, here, isLast)), ...(await onTrialStorage(rules, here)) };
  await rm(here, { recursive: true, force: true });
  return results;
}

/** The median of the rounds; of the slowest answers the slowest. */
function summary(runs) {
  const names = [...new Set(runs.flatMap((run) => Object.keys(run)))];
  return names.map((name) => {
    const results = runs.flatMap((run) => run[name] ?? []);
    const middle = (of) => (results.some((one) => of(one) === null) ? null : median(results.map(of)));
    return {
      name,
      rounds: results.length,
      readyAfter: middle((one) => one.readyAfter),
      exactAfter: middle((one) => one.exactAfter),
      drainedAfter: middle((one) => one.drainedAfter),
      p50: middle((one) => one.latency.p50),
      p99: middle((one) => one.latency.p99),
      max: Math.max(...results.map((one) => one.latency.max)),
      errors: results.reduce((sum, one) => sum + one.errors, 0),
      complaints: [...new Set(results.flatMap((one) => one.complaints))],
    };
  });
}

function print(cases) {
  const heads = [
    'start on',
    'ready s',
    'state exact s',
    'drained s',
    'p50 ms',
    'p99 ms',
    'slowest ms',
    'failed',
  ];
  const rows = cases.map((one) => [
    one.name,
    shown(one.readyAfter, 2),
    shown(one.exactAfter, 1),
    shown(one.drainedAfter, 1),
    ...[one.p50, one.p99, one.max].map((ms) => shown(ms)),
    one.errors,
  ]);
  console.log(table(heads, rows));
  for (const { name, complaints } of cases)
    for (const complaint of complaints) console.log(`${name}: ${complaint}`);
}

const folder = await mkdtemp(join(tmpdir(), 'friendgate-bench-start-'));
try {
  const rules = process.env.RULES_DIR ?? join(folder, 'rules');
  if (process.env.RULES_DIR === undefined) await writeRules(rules);
  const runs = [];
  for (let number = 1; number <= rounds; number += 1) {
    runs.push(await round(rules, folder, number === rounds));
    console.error(`round ${number} of ${rounds}`);
  }
  const cases = summary(runs);
  print(cases);
  const settings = { rounds, journalMb, primeSeconds, watchedSeconds };
  await save('start-up', { machine: machine(), settings, cases, runs });
} finally {
  await rm(folder, { recursive: true, force: true });
}
