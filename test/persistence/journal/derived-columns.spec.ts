import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { supportReferenceOf } from '../../../src/moderation/model/support-reference.js';
import { encodeAccount } from '../../../src/persistence/escape-text.js';
import type { Database } from '../../../src/persistence/postgres/connection/database.js';
import { aBrokenItem, aCallback, aResponse } from '../../support/moderation/builders.js';
import { databaseForAll, type TestDatabase } from '../../support/persistence/database.js';
import { aJournalInto, rowsOf } from '../../support/persistence/journal-into-database.js';
import { aDecision } from '../../support/persistence/records.js';
import { aFolder } from '../../support/temporary-folder.js';

interface EventRow {
  readonly item: number;
  readonly kind: string;
  readonly remark_hash: string | null;
  readonly remark_fold: number | null;
  readonly matched: readonly string[] | null;
  readonly support_reference: number | null;
}

let database: Database;
let place: TestDatabase;
let folder: Awaited<ReturnType<typeof aFolder>>;
let journalling: Awaited<ReturnType<typeof aJournalInto>>;
databaseForAll((open, where) => {
  database = open;
  place = where;
});
beforeEach(async () => {
  folder = await aFolder();
  journalling = await aJournalInto(database, folder.path, place.address);
});
afterEach(async () => {
  await journalling.close();
  await folder.remove();
  await rowsOf(database, 'truncate decision, event');
});

async function eventsOf(decision: Parameters<typeof aDecision>[0]): Promise<readonly EventRow[]> {
  await journalling.log.recordDecision(aDecision(decision));
  journalling.drain.start();
  await journalling.drain.whenDrained();
  return rowsOf<EventRow>(
    database,
    `select item, kind, encode(remark_hash, 'hex') as remark_hash, remark_fold, matched, support_reference
     from event order by position`,
  );
}

const received = (remarks: readonly (string | null)[]) =>
  aCallback({ id: v7(), receivedAt: Date.now(), items: remarks.map((remark) => aResponse({ remark })) });

describe('the events of a decision', () => {
  it('carry a keyed hash of the folded remark, the same for spellings that fold to one text', async () => {
    const callback = received(['Free Coins', 'free  COINS', 'free coin', null, '', '\0\ud800']);
    const events = await eventsOf({ callback });
    const hashes = events.map(({ remark_hash }) => remark_hash);
    expect(hashes[0]).toMatch(/^[0-9a-f]{32}$/);
    expect(hashes[1]).toBe(hashes[0]);
    expect(hashes[2]).not.toBe(hashes[0]);
    expect(hashes.slice(3, 5)).toEqual([null, null]);
    expect(events.map(({ remark_fold }) => remark_fold)).toEqual(
      hashes.map((hash) => (hash === null ? null : 1)),
    );
  });

  it('name the live rules that matched the item, whatever the names hold', async () => {
    const names = ['accept-burst', '{"}', "it's, \\ \u202e", '__proto__'];
    const verdicts = [
      { code: 0, rule: null, matched: names, degraded: null },
      { code: 0, rule: null, matched: [], degraded: null },
    ];
    const events = await eventsOf({ callback: received(['a', 'b']), verdicts });
    expect(events.map(({ matched }) => matched)).toEqual([names.map(encodeAccount), null]);
  });

  it('have a support reference where a rule denied, and only there', async () => {
    const callback = received(['a', 'b', 'c']);
    const verdicts = [
      { code: 38_020, rule: 'denier', matched: ['denier'], degraded: null },
      { code: 38_009, rule: null, matched: [], degraded: 'unknown' as const },
      { code: 0, rule: null, matched: [], degraded: null },
    ];
    const events = await eventsOf({ callback, verdicts });
    const references = events.filter(({ support_reference }) => support_reference !== null);
    expect(references).toMatchObject([
      { item: 0, kind: 'deny', support_reference: supportReferenceOf(callback.id, 0) },
    ]);
  });

  it('are written for items that could not be read, without details', async () => {
    const callback = { ...received(['a']), items: [aBrokenItem(), aResponse({ remark: 'b' })] };
    const events = await eventsOf({ callback, verdicts: [] });
    expect(events.map(({ item, matched }) => [item, matched])).toEqual([[1, null]]);
  });
});

describe('a decision', () => {
  it('names control state, reading table and why judging ended', async () => {
    const decision = aDecision({ ended: 'deadline', controlRevision: null });
    await eventsOf(decision);
    const rows = await rowsOf(
      database,
      'select control_hash, control_revision, reading_table, ended from decision',
    );
    expect(rows).toEqual([
      {
        control_hash: decision.controlHash,
        control_revision: null,
        reading_table: decision.readingTable,
        ended: 'deadline',
      },
    ]);
  });
});
