/**
 * How fast the journal takes decisions, and how fast it drains into PostgreSQL; beside it, PostgreSQL's own COPY of the same
 * rows into the same tables. Bounded: DECISIONS (100,000), in a database of its own that is dropped afterwards.
 *
 *   npm run -s build && DATABASE_URL=postgres://postgres@127.0.0.1:5432/postgres node bench/drain.mjs
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { Client } from 'pg';
import { pino } from 'pino';
import { v7 } from 'uuid';
import { Drain } from '../dist/src/persistence/journal/drain/drain.js';
import { JournalDecisionLog } from '../dist/src/persistence/journal/journal-decision-log.js';
import { Journal } from '../dist/src/persistence/journal/journal.js';
import { RecordWriter } from '../dist/src/persistence/journal/drain/record-writer.js';
import { RejectsFile } from '../dist/src/persistence/journal/drain/rejects-file.js';
import { postgresAt } from '../dist/src/persistence/postgres/connection/database-address.js';
import { Database } from '../dist/src/persistence/postgres/connection/database.js';
import { PostgresRecordSink } from '../dist/src/persistence/postgres/sink/postgres-record-sink.js';
import { WorkerRecordSink } from '../dist/src/persistence/postgres/sink/worker-record-sink.js';

const adminUrl = process.env.DATABASE_URL ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const count = Number(process.env.DECISIONS ?? 100_000);
const name = `friendgate_bench_${process.pid}`;
const url = Object.assign(new URL(adminUrl), { pathname: `/${name}` }).href;
const log = pino({ level: 'warn' });
const clock = { now: () => Date.now(), micros: () => performance.now() * 1_000 };

/** Most callbacks have one item, and one in ten is denied; 24 readings. */
// oxlint-disable-next-line max-lines-per-function -- one literal: the record that is drained
function aDecision(number) {
  const receivedAt = Date.now();
  const fromAccount = `user_${number % 20_000}`;
  const items = Array.from({ length: number % 10 === 0 ? 3 : 1 }, (_, item) => ({
    kind: 'response',
    toAccount: `asker_${(number * 7 + item) % 50_000}`,
    remark: 'met you at the conference, nice to see you here',
    tagName: 'colleagues',
    action: 'Response_Action_AgreeAndAdd',
  }));
  const denied = number % 10 === 5;
  const verdict = denied
    ? { code: 38010, rule: 'accept-burst', matched: ['accept-burst'], degraded: null }
    : { code: 0, rule: null, matched: [], degraded: null };
  const readings = [
    ...Array.from({ length: 12 }, (_, i) => (number + i) % 22),
    ...Array(10).fill(null),
    72,
    [],
  ];
  return {
    callback: {
      id: v7(),
      appId: '1400000000',
      receivedAt,
      fingerprint: String(number).padStart(64, '0'),
      platform: 'android',
      clientAddress: `203.0.113.${number % 256}`,
      requestId: null,
      query: { contenttype: 'json' },
      problems: [],
      fromAccount,
      requesterAccount: fromAccount,
      requesterAssumed: false,
      eventTime: receivedAt - 40,
      items,
    },
    duplicateOf: null,
    ruleSet: { number: 1, hash: 'a'.repeat(64) },
    controlRevision: 1,
    verdicts: items.map(() => verdict),
    effects: [],
    readings: items.map(() => readings),
    judged: items.length,
    durations: { gathering: 120, judging: 80 },
  };
}

/** Seconds that work takes. */
async function seconds(work) {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1_000;
}

const perSecond = (time) => `${Math.round(count / time).toLocaleString('en')} decisions/s`;

async function fillJournal(journal) {
  const journalLog = new JournalDecisionLog(journal, log, 'bench');
  const callers = 64;
  let next = 0;
  const time = await seconds(() =>
    Promise.all(
      Array.from({ length: callers }, async () => {
        while (next < count) await journalLog.recordDecision(aDecision(next++));
      }),
    ),
  );
  console.log(
    `journal, ${callers} callers:  ${perSecond(time)}, ${Math.round(journal.backlog().bytes / count)} bytes each`,
  );
}

async function drain(journal, database) {
  const thread = new WorkerRecordSink(new PostgresRecordSink(database, log), database, { url, log });
  const writer = new RecordWriter(thread, new RejectsFile(journal.directory), log);
  const drained = new Drain(journal, writer, log);
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const cpu = process.cpuUsage();
  const time = await seconds(async () => {
    drained.start();
    await drained.whenDrained();
  });
  loop.disable();
  const used = process.cpuUsage(cpu);
  await drained.stop(0);
  await thread.close();
  const busy = Math.round(((used.user + used.system) / 1e6 / time) * 100);
  console.log(`drain into PostgreSQL:  ${perSecond(time)}, this process ${busy} % busy`);
  console.log(
    `event loop while draining: p50 ${(loop.percentile(50) / 1e6).toFixed(1)} ms, p99 ${(loop.percentile(99) / 1e6).toFixed(1)} ms, most ${(loop.max / 1e6).toFixed(1)} ms`,
  );
  return time;
}

/** The same rows into the same tables, by COPY within the server; the files are the server's. */
async function copy(client) {
  const folder = (await client.query('show data_directory')).rows[0].data_directory;
  const tables = ['decision', 'event'];
  for (const table of tables)
    await client.query(`copy (select * from ${table}) to '${folder}/${name}.${table}'`);
  await client.query('truncate decision, event');
  const time = await seconds(async () => {
    for (const table of tables) await client.query(`copy ${table} from '${folder}/${name}.${table}'`);
  });
  for (const table of tables) await client.query(`copy (select 1 limit 0) to '${folder}/${name}.${table}'`);
  console.log(`COPY of the same rows:  ${perSecond(time)}`);
  return time;
}

const admin = new Client(adminUrl);
await admin.connect();
await admin.query(`create database ${name}`);
const folder = await mkdtemp(join(tmpdir(), 'friendgate-bench-'));
try {
  const database = new Database({ address: async () => postgresAt(url), retentionDays: 35, log, clock });
  await database.ready();
  const journal = await Journal.open(folder, { log, clock });
  await fillJournal(journal);
  const drained = await drain(journal, database);
  const client = new Client(url);
  await client.connect();
  const sizes = await client.query(
    `select (select count(*) from decision)::int as decisions, (select count(*) from event)::int as events,
       (select sum(pg_total_relation_size(inhrelid)) from pg_inherits where inhparent in ('decision'::regclass, 'event'::regclass)
         and inhrelid in (select oid from pg_class where relkind = 'r'))::bigint as bytes`,
  );
  const { decisions, events, bytes } = sizes.rows[0];
  console.log(
    `${decisions} decisions, ${events} events, ${Math.round(bytes / decisions)} bytes a decision with indexes and events`,
  );
  const copied = await copy(client);
  console.log(`drain takes ${(drained / copied).toFixed(2)} times as long as COPY`);
  await client.end();
  await journal.close();
  await database.close();
} finally {
  await rm(folder, { recursive: true, force: true });
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.end();
}
process.exit(0);
