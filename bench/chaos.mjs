/**
 * Faults at random under steady traffic: MINUTES (60) at RATE (200) callbacks a second on two services, one that counts in Redis and
 * one that counts in its own memory, with a PostgreSQL and a Redis of their own. An oracle knows what must come of each callback.
 * Prints what became of all of them and a line a fault; ends with 1 when something was lost, doubled, wrong or silent. See README.md.
 *
 *   npm run -s build && npm run bench -- chaos
 *   MINUTES=1 SEED=7 FAULTS=redis-killed,process-killed node bench/chaos.mjs
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { faults } from './chaos/faults.mjs';
import { Oracle, recordedBy } from './chaos/oracle.mjs';
import { aPostgres } from './chaos/postgres.mjs';
import { randomOf } from './chaos/random.mjs';
import { aRedis } from './chaos/redis.mjs';
import { failuresOf, printReport, totalOf, worstFirst } from './chaos/report.mjs';
import { writeChaosRules } from './chaos/rules.mjs';
import { Schedule } from './chaos/schedule.mjs';
import { Subject } from './chaos/subject.mjs';
import { save } from './results.mjs';
import { machine } from './service/figures.mjs';
import { complaintsOf } from './service/start.mjs';

const minutes = Number(process.env.MINUTES ?? 60);
const rate = Number(process.env.RATE ?? 200);
const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
const named = process.env.FAULTS?.split(',') ?? faults.map(({ name }) => name);
/** Traffic before the first fault. */
const CALM_MS = 2_000;
const DRAINED_WITHIN_MS = 60_000;

const unknown = named.filter((name) => !faults.some((fault) => fault.name === name));
if (unknown.length > 0) throw new Error(`no fault is called ${unknown.join(', ')}`);

/** Waits until the database has all of the journal. @returns why it has not, or `null` */
async function undrained(subject) {
  let waiting = null;
  for (let waited = 0; waited < DRAINED_WITHIN_MS; waited += 200) {
    waiting = await subject.metric('friendgate_journal_waiting_records').catch(() => null);
    if (waiting === 0) return null;
    await pause(200);
  }
  return `${waiting ?? 'unknown'} records are not in the database: ${subject.state()}`;
}

async function verdictOn(subject) {
  const recorded = await recordedBy(subject.postgres, subject.database);
  const { sent, health, service } = subject;
  const { counts, findings } = new Oracle({ sent, recorded, health, downtimes: service.downtimes }).judge();
  const times = sent.filter(({ status }) => status === 200).map(({ ms }) => ms);
  const delays = sent.map(({ delay }) => delay);
  return { name: subject.name, counts, findings, times, delays, complaints: complaintsOf(service.said) };
}

const folder = await mkdtemp(join(tmpdir(), 'friendgate-bench-chaos-'));
// Servers and services run as other users.
await chmod(folder, 0o755);
const removals = [() => rm(folder, { recursive: true, force: true })];
const stopped = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stopped.abort());
try {
  const rules = join(folder, 'starting-rules');
  await writeChaosRules(rules);
  const postgres = await aPostgres(folder);
  removals.unshift(() => postgres.remove());
  const redis = await aRedis(folder);
  removals.unshift(() => redis.remove());
  const subjects = [
    new Subject({ name: 'with_redis', folder, postgres, redis }),
    new Subject({ name: 'in_memory', folder, postgres, redis: null }),
  ];
  for (const subject of subjects) {
    removals.unshift(() => subject.remove());
    await subject.start(rules);
  }
  console.log(`chaos: ${minutes} min at ${rate} callbacks/s, SEED=${seed}`);
  for (const subject of subjects) await subject.load(rate / subjects.length);
  await pause(CALM_MS);
  const begun = Date.now();
  const schedule = new Schedule({
    world: { postgres, redis, subjects },
    faults: faults.filter(({ name }) => named.includes(name)),
    random: randomOf(seed),
    tell: (text) => console.log(`${((Date.now() - begun) / 1_000).toFixed(1).padStart(7)} s  ${text}`),
  });
  await schedule.runUntil(begun + minutes * 60_000, stopped.signal);
  for (const subject of subjects) await subject.unload();
  const stuck = (await Promise.all(subjects.map(undrained))).filter((reason) => reason !== null);
  const verdicts = [];
  for (const subject of subjects) verdicts.push(await verdictOn(subject));
  printReport({ verdicts, schedule });
  const failures = [...stuck, ...failuresOf({ verdicts, schedule })];
  for (const failure of failures) console.log(`FAILED: ${failure}`);
  await save('chaos', {
    machine: machine(),
    settings: { minutes, rate, seed, faults: named },
    total: totalOf(verdicts),
    faults: schedule.history,
    skipped: Object.fromEntries(schedule.skipped),
    findings: verdicts.flatMap(({ name, findings }) =>
      worstFirst(findings)
        .slice(0, 200)
        .map((each) => ({ service: name, ...each })),
    ),
    failures,
  });
  if (failures.length > 0) process.exitCode = 1;
} finally {
  for (const remove of removals) await remove().catch((error) => console.error(String(error)));
}
