import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import type { FriendResponseCallback } from '../../../src/moderation/model/callback.js';
import { Unknown } from '../../../src/moderation/model/reading.js';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { decodeAccount } from '../../../src/persistence/escape-text.js';
import { encodeFrame } from '../../../src/persistence/journal/segments/frame.js';
import type { Database } from '../../../src/persistence/postgres/connection/database.js';
import { PostgresRuleSetStore } from '../../../src/persistence/postgres/rule-sets/postgres-rule-set-store.js';
import { aBrokenItem, aCallback, aResponse } from '../../support/moderation/builders.js';
import { databaseForAll, type TestDatabase } from '../../support/persistence/database.js';
import { aJournalInto, rowsOf } from '../../support/persistence/journal-into-database.js';
import { aDecision, aDeletion, noReadings } from '../../support/persistence/records.js';
import { aFolder } from '../../support/temporary-folder.js';

const hostile = [
  '\0',
  '\ud800',
  '\udc00\ud83d',
  'a\u202eb',
  '👩‍👩‍👧',
  '__proto__',
  "'; drop table decision",
  '\\',
  '\\u0000',
  '"',
  '{}',
  'NULL',
];

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
  await rowsOf(
    database,
    'truncate decision, event, blocklist_deletion, shadow_match, journal_reject, rule_set',
  );
});

async function drained(): Promise<void> {
  journalling.drain.start();
  await journalling.drain.whenDrained();
}

function received(with_: Partial<FriendResponseCallback> = {}): FriendResponseCallback {
  return aCallback({ id: v7(), receivedAt: Date.now(), ...with_ });
}

interface DecisionRow {
  readonly [column: string]: unknown;
  readonly from_account: string;
  readonly requester_account: string;
  readonly packet: string;
  readonly readings: string;
}

const decisionRow = async (id: string): Promise<DecisionRow> => {
  const [row] = await rowsOf<DecisionRow>(database, 'select * from decision where id = $1', [id]);
  if (row === undefined) throw new Error(`no decision ${id}`);
  return row;
};

describe('the drain into the database', () => {
  it('writes a decision with its readings and verdicts', async () => {
    const callback = received({
      items: [aResponse(), aBrokenItem(), aResponse({ action: 'Response_Action_Reject' })],
    });
    const verdicts = [
      { code: 38010, rule: 'accept-burst', matched: ['accept-burst', 'x'], degraded: null },
      { code: 0, rule: null, matched: [], degraded: 'malformed' as const },
      { code: 0, rule: null, matched: [], degraded: null },
    ];
    const readings = [[21, null, Unknown.because('capacity')], [], [0, 'text', ['a']]];
    await journalling.log.recordDecision(aDecision({ callback, verdicts, readings, judged: 3 }));
    await drained();
    expect(await decisionRow(callback.id)).toMatchObject({
      sdk_app_id: '1400000000',
      received_at: new Date(callback.receivedAt),
      items: 3,
      judged: 3,
      denied: 1,
      degraded: ['malformed'],
      verdicts: [
        { code: 38010, rule: 'accept-burst', matched: ['accept-burst', 'x'] },
        { code: 0, degraded: 'malformed' },
        { code: 0 },
      ],
      readings: '[[21,null,{"unknown":"capacity"}],[],[0,"text",["a"]]]',
      gathering_us: 100,
      judging_us: 50,
      engine_version: 'test',
    });
    const events = await rowsOf(
      database,
      'select item, kind, to_account, detail from event order by position',
    );
    expect(events).toEqual([
      { item: 0, kind: 'agree', to_account: 'asker', detail: null },
      { item: 2, kind: 'reject', to_account: 'asker', detail: null },
      { item: 0, kind: 'deny', to_account: 'asker', detail: 'accept-burst' },
    ]);
  });

  it('writes a row for each pair of a blocklist deletion, and counts a copy once', async () => {
    const first = aDeletion({
      pairs: [
        { fromAccount: 'a', toAccount: 'b' },
        { fromAccount: 'a', toAccount: 'c' },
      ],
    });
    const copy = { ...first, id: v7() };
    await journalling.log.recordDeletion(first, null);
    await journalling.log.recordDeletion(copy, first.id);
    await drained();
    const rows = await rowsOf(
      database,
      'select id, pair, to_account, duplicate_of from blocklist_deletion order by id, pair',
    );
    expect(rows).toEqual([
      { id: first.id, pair: 0, to_account: 'b', duplicate_of: null },
      { id: first.id, pair: 1, to_account: 'c', duplicate_of: null },
      { id: copy.id, pair: 0, to_account: 'b', duplicate_of: first.id },
      { id: copy.id, pair: 1, to_account: 'c', duplicate_of: first.id },
    ]);
    expect(await rowsOf(database, 'select from event')).toHaveLength(2);
  });

  it('writes the matches of shadow rules', async () => {
    const decision = aDecision();
    journalling.log.recordShadowMatches(decision, [{ item: 0, rule: 'crowd', outcome: 'deny', code: 38020 }]);
    await journalling.log.recordDecision(decision);
    await drained();
    expect(await rowsOf(database, 'select decision_id, item, rule, outcome, code from shadow_match')).toEqual(
      [{ decision_id: decision.callback.id, item: 0, rule: 'crowd', outcome: 'deny', code: 38020 }],
    );
  });

  it('gives every text back as it was sent', async () => {
    const callbacks = hostile.map((text) =>
      received({
        fromAccount: text,
        requesterAccount: `${text}!`,
        clientAddress: text,
        platform: text,
        requestId: text,
        query: { [text]: text },
        items: [aResponse({ toAccount: text, remark: text, tagName: text, extra: { [text]: text } })],
        extra: { [text]: [text] },
      }),
    );
    for (const callback of callbacks) {
      const verdicts = [
        { code: 38010, rule: callback.fromAccount, matched: [callback.fromAccount], degraded: null },
      ];
      await journalling.log.recordDecision(
        aDecision({ callback, verdicts, readings: [[callback.fromAccount]] }),
      );
    }
    await drained();
    for (const callback of callbacks) {
      const row = await decisionRow(callback.id);
      expect(decodeAccount(row.from_account)).toBe(callback.fromAccount);
      expect(decodeAccount(row.requester_account)).toBe(callback.requesterAccount);
      expect(JSON.parse(row.readings)).toEqual([[callback.fromAccount]]);
      expect(JSON.parse(row.packet)).toMatchObject({
        items: callback.items,
        query: callback.query,
        extra: callback.extra,
      });
    }
    expect(journalling.writer.rejected).toBe(0);
  });

  it('writes packets of any size: 55,000 items, a remark of 0.8 MB, accounts longer than an index takes', async () => {
    const many = received({
      items: Array.from({ length: 55_000 }, (_, i) => aResponse({ toAccount: `a${i}` })),
    });
    const long = received({
      fromAccount: 'x'.repeat(100_000),
      items: [aResponse({ remark: '\ud800漢'.repeat(130_000), toAccount: 'y'.repeat(100_000) })],
    });
    await journalling.log.recordDecision(aDecision({ callback: many }));
    await journalling.log.recordDecision(aDecision({ callback: long }));
    await drained();
    expect(JSON.parse((await decisionRow(many.id)).packet)).toMatchObject({ items: many.items });
    expect(JSON.parse((await decisionRow(long.id)).packet)).toMatchObject({
      fromAccount: long.fromAccount,
      items: long.items,
    });
    expect(journalling.writer.rejected).toBe(0);
  });

  /**
   * @fault journal: the drain forgets its position
   * @effect Records are offered again, and none is recorded twice.
   */
  it('writes nothing twice when its cursor is lost', async () => {
    const deletion = aDeletion();
    for (let index = 0; index < 20; index += 1) await journalling.log.recordDecision(aDecision());
    await journalling.log.recordDeletion(deletion, null);
    await drained();
    await journalling.close();
    await rm(join(journalling.journal.directory, 'drained.json'));
    journalling = await aJournalInto(database, folder.path, place.address);
    expect(journalling.journal.backlog().records).toBe(21);
    await drained();
    expect(journalling.journal.backlog()).toEqual({ records: 0, bytes: 0 });
    expect(await rowsOf(database, 'select from decision')).toHaveLength(20);
    expect(await rowsOf(database, 'select from event')).toHaveLength(21);
    expect(await rowsOf(database, 'select from blocklist_deletion')).toHaveLength(1);
  });

  it('rejects payloads that are no records, and writes the others', async () => {
    await journalling.log.recordDecision(aDecision());
    await journalling.journal.append(encodeFrame(['{"kind":"of another version"}']));
    await journalling.journal.append(encodeFrame(['no record']));
    await journalling.log.recordDecision(aDecision());
    await drained();
    expect(await rowsOf(database, 'select from decision')).toHaveLength(2);
    expect(await rowsOf(database, 'select kind, record from journal_reject order by record')).toEqual([
      { kind: 'unknown', record: 'no record' },
      { kind: 'of another version', record: '{"kind":"of another version"}' },
    ]);
    expect(journalling.writer.rejected).toBe(2);
  });

  /**
   * @fault database: the thread that writes rows ends
   * @effect The answering thread writes them; health reports part `writing`.
   */
  it('goes on when the writer thread is gone', async () => {
    journalling.drain.start();
    await journalling.log.recordDecision(aDecision());
    await journalling.drain.whenDrained();
    await journalling.thread?.close();
    await journalling.log.recordDecision(aDecision());
    await journalling.drain.whenDrained();
    expect(await rowsOf(database, 'select from decision')).toHaveLength(2);
  });

  /**
   * @fault database: the database refuses a record
   * @effect That record goes to `journal_reject`; the others are written.
   */
  it('rejects the records that the database refuses, and no others', async () => {
    const bad = [17, 90, 91].map((at) => ({
      at,
      decision: aDecision({ callback: received({ id: `no uuid ${at} \ud800` }) }),
    }));
    for (let index = 0; index < 150; index += 1) {
      const refused = bad.find(({ at }) => at === index);
      await journalling.log.recordDecision(refused?.decision ?? aDecision());
    }
    await drained();
    expect(await rowsOf(database, 'select from decision')).toHaveLength(147);
    const rejects = await rowsOf<{ record: string; error: string }>(
      database,
      'select record, error from journal_reject',
    );
    expect(rejects).toHaveLength(3);
    for (const { record } of rejects) expect(record).toMatch(/"id":"no uuid \d+ \\ud800"/);
    expect(journalling.writer.rejected).toBe(3);
    expect(journalling.journal.backlog().records).toBe(0);
  });

  it('rejects a record whose time is none', async () => {
    await journalling.log.recordDecision(aDecision({ callback: received({ receivedAt: Number.MAX_VALUE }) }));
    await journalling.log.recordDecision(aDecision());
    await drained();
    expect(await rowsOf(database, 'select from decision')).toHaveLength(1);
    expect(journalling.writer.rejected).toBe(1);
  });

  it('finds the number of a rule set that had none when it judged', async () => {
    const store = new PostgresRuleSetStore(database);
    await store.publish('1400000000', {
      hash: 'b'.repeat(64),
      content: {},
      lists: [],
      readingTable: noReadings,
    });
    await store.publish('1400000000', {
      hash: 'c'.repeat(64),
      content: {},
      lists: [],
      readingTable: noReadings,
    });
    const known = aDecision({ ruleSet: { number: null, hash: 'c'.repeat(64) } });
    const unknown = aDecision({ ruleSet: { number: null, hash: 'd'.repeat(64) } });
    await journalling.log.recordDecision(known);
    await journalling.log.recordDecision(unknown);
    await drained();
    expect((await decisionRow(known.callback.id))['rule_set_number']).toBe(2);
    expect((await decisionRow(unknown.callback.id))['rule_set_number']).toBeNull();
  });
});
