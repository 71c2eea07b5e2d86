import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Drain } from '../../../src/persistence/journal/drain/drain.js';
import { RecordWriter } from '../../../src/persistence/journal/drain/record-writer.js';
import { RejectsFile } from '../../../src/persistence/journal/drain/rejects-file.js';
import { Journal } from '../../../src/persistence/journal/journal.js';
import { recordedResponses } from '../../../src/persistence/journal/recorded-responses.js';
import {
  encodeDecision,
  encodeDeletion,
  encodeShadow,
} from '../../../src/persistence/journal/records/encode-record.js';
import { JournalReader } from '../../../src/persistence/journal/segments/journal-reader.js';
import { SEGMENT_START } from '../../../src/persistence/journal/segments/segment.js';
import type { Database } from '../../../src/persistence/postgres/connection/database.js';
import { PostgresEventHistory } from '../../../src/persistence/postgres/queries/postgres-event-history.js';
import { PostgresLabelHistory } from '../../../src/persistence/postgres/queries/postgres-label-history.js';
import { PostgresRuleSetStore } from '../../../src/persistence/postgres/rule-sets/postgres-rule-set-store.js';
import { PostgresRecordSink } from '../../../src/persistence/postgres/sink/postgres-record-sink.js';
import { aDatabase, opened, type TestDatabase } from '../../support/persistence/database.js';
import { rowsOf } from '../../support/persistence/journal-into-database.js';
import { quiet } from '../../support/quiet.js';
import { aFolder } from '../../support/temporary-folder.js';
import { decisions, deletions, ENGINE_VERSION, RECEIVED_AT, shadowMatches } from './golden/inputs.js';

const golden = fileURLToPath(new URL('./golden', import.meta.url));
const APP = '1400000000';
/** The segments of the golden journal were closed at this size. */
const SEGMENT_BYTES = 8_000;

/** How each table is sorted; what is made when a row is inserted differs from one run to the next. */
const tables: Readonly<Record<string, { readonly order: string; readonly madeOnInsert: readonly string[] }>> =
  {
    decision: { order: 'id', madeOnInsert: [] },
    event: { order: 'source, position', madeOnInsert: [] },
    label_change: { order: 'source, position', madeOnInsert: ['number'] },
    blocklist_deletion: { order: 'id, pair', madeOnInsert: [] },
    shadow_match: { order: 'decision_id, rule', madeOnInsert: [] },
    journal_reject: { order: 'id', madeOnInsert: ['created_at'] },
  };

type Row = Record<string, unknown>;

async function json<T>(name: string): Promise<T> {
  const value: T = JSON.parse(await readFile(join(golden, name), 'utf8'));
  return value;
}

async function all<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const found: T[] = [];
  for await (const page of pages) found.push(...page);
  return found;
}

/** Rows as `to_jsonb` gives them, without what is made on insertion. */
async function rowsIn(database: Database, table: string): Promise<Row[]> {
  const order = tables[table]?.order ?? '';
  const rows = await rowsOf<{ row: Row }>(
    database,
    `select to_jsonb(t) as row from ${table} t order by ${order}`,
  );
  return withoutMade(
    table,
    rows.map(({ row }) => row),
  );
}

/** Rows with the columns of the last version. */
function withoutYounger(rows: readonly Row[], older: readonly Row[]): Row[] {
  const known = new Set(older.flatMap((row) => Object.keys(row)));
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => known.has(name))));
}

function withoutMade(table: string, rows: readonly Row[]): Row[] {
  const made = new Set(tables[table]?.madeOnInsert);
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !made.has(name))));
}

describe('records of the last version', () => {
  let place: TestDatabase;
  let database: Database;
  let folder: Awaited<ReturnType<typeof aFolder>>;
  const directory = () => join(folder.path, 'journal');

  beforeAll(async () => {
    place = await aDatabase();
    database = await opened(place);
    folder = await aFolder();
    await cp(join(golden, 'journal'), directory(), { recursive: true });
  });
  afterAll(async () => {
    await database.close();
    await place.remove();
    await folder.remove();
  });

  it('give the responses for copies that they gave', async () => {
    const journal = await Journal.open(directory(), quiet);
    const responses = [];
    for await (const response of recordedResponses(journal, 0)) responses.push(response);
    await journal.close();
    expect(JSON.parse(JSON.stringify(responses))).toEqual(
      (await json<{ responses: unknown }>('read.json')).responses,
    );
  });

  it('become the rows that they became', async () => {
    const journal = await Journal.open(directory(), quiet);
    const expected = await json<Record<string, Row[]>>('rows.json');
    const writer = new RecordWriter(
      new PostgresRecordSink(database, quiet.log),
      new RejectsFile(journal.directory),
      quiet.log,
    );
    const drain = new Drain(journal, writer, quiet.log);
    drain.start();
    await drain.whenDrained();
    await drain.stop(0);
    await journal.close();
    for (const table of Object.keys(tables)) {
      const written = (expected[table] ?? []).filter((row) => row['account'] !== 'staff');
      expect(withoutYounger(await rowsIn(database, table), written)).toEqual(withoutMade(table, written));
    }
    const cursor: object = JSON.parse(await readFile(join(directory(), 'drained.json'), 'utf8'));
    expect(cursor).toMatchObject(await json<object>('drained.json'));
  });

  it('are read from the rows that they had become', async () => {
    const rows = await json<Record<string, Row[]>>('rows.json');
    await database.transaction(async (manager) => {
      for (const [table, kept] of Object.entries(rows)) {
        await manager.query(`delete from ${table}`);
        await manager.query(
          `insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1)`,
          [JSON.stringify(kept)],
        );
      }
    });
    const expected = await json<Record<string, unknown>>('read.json');
    const drained = () => Promise.resolve();
    const events = new PostgresEventHistory(database, drained).eventsSince(APP, 0, RECEIVED_AT + 1_000_000);
    expect(await all(events)).toEqual(expected['events']);
    expect(await all(new PostgresLabelHistory(database, drained).labelsOf(APP))).toEqual(expected['labels']);
    const latest = await new PostgresRuleSetStore(database).latest(APP);
    expect({
      ...latest,
      lists: latest?.lists.map(({ revision, list }) => ({
        revision,
        list: { ...list, entries: [...list.entries] },
      })),
    }).toEqual(expected['ruleSet']);
  });

  it('have everything that this version writes and more,, so that the last version drains those', async () => {
    const parsed = (payloads: readonly (readonly string[])[]): unknown[] =>
      payloads.map((lines) => lines.map((line): unknown => JSON.parse(line)));
    expect(parsed(payloadsNow())).toMatchObject(parsed(await goldenPayloads()));
  });
});

describe('records of this version', () => {
  it('have the bytes that they had', async () => {
    const texts = payloadsNow().map((lines) => lines.join('\n'));
    const file = join(golden, 'records.json');
    if (process.env['UPDATE_GOLDEN'] !== undefined)
      await writeFile(file, `${JSON.stringify(texts, null, 2)}\n`);
    expect(texts).toEqual(JSON.parse(await readFile(file, 'utf8')));
  });
});

/** The payloads of the golden journal, in lines; without the last one, which is no record. */
async function goldenPayloads(): Promise<string[][]> {
  const copy = await aFolder();
  await cp(join(golden, 'journal'), copy.path, { recursive: true });
  const journal = await Journal.open(copy.path, quiet);
  const reader = new JournalReader(copy.path);
  const payloads: string[][] = [];
  for (const segment of journal.listSegments()) {
    const whole = { bytes: SEGMENT_BYTES * 2, records: 1_000 };
    const chunk = await reader.read(segment, { segment: segment.number, offset: SEGMENT_START }, whole);
    payloads.push(...chunk.payloads.map((payload) => payload.toString().split('\n')));
  }
  await reader.close();
  await journal.close();
  await copy.remove();
  return payloads.slice(0, -1);
}

/** The payloads that this version writes of the same inputs, in lines. */
function payloadsNow(): readonly (readonly string[])[] {
  const [, second] = decisions;
  return [
    ...decisions.map((decision) => encodeDecision(decision, ENGINE_VERSION)),
    ...(second === undefined ? [] : [encodeShadow(second, shadowMatches)]),
    ...deletions.map(([deletion, copyOf]) => encodeDeletion(deletion, copyOf)),
  ];
}
