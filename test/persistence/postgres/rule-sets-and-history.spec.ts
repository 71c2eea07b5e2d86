import { describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import type { StoredRuleSet } from '../../../src/policy/publishing/rule-set-store.js';
import type { Database } from '../../../src/persistence/postgres/connection/database.js';
import { insertPositionedEvents } from '../../../src/persistence/postgres/rows/insert-events.js';
import { PostgresEventHistory } from '../../../src/persistence/postgres/queries/postgres-event-history.js';
import { PostgresRuleSetStore } from '../../../src/persistence/postgres/rule-sets/postgres-rule-set-store.js';
import { databaseForAll, type TestDatabase } from '../../support/persistence/database.js';
import { eventHistoryContract } from '../../support/state/event-history-contract.js';
import { aJournalInto, rowsOf } from '../../support/persistence/journal-into-database.js';
import { aDecision } from '../../support/persistence/records.js';
import { aFolder } from '../../support/temporary-folder.js';

let database: Database;
let place: TestDatabase;
databaseForAll((open, where) => {
  database = open;
  place = where;
});

function aRuleSet(digit: string, content: StoredRuleSet['content'] = {}): StoredRuleSet {
  const entries = [{ value: '\0\ud800', reason: null, author: 'kim', expiresAt: 1 }];
  return {
    hash: digit.repeat(64),
    content,
    lists: [
      { revision: `r${digit}`, list: { name: 'spam', kind: 'terms', entries } },
      { revision: `r${digit}`, list: { name: 'bots', kind: 'accounts', entries } },
    ],
    readingTable: { hash: digit.repeat(64), content: [{ fact: 'remark', params: {}, version: 1 }] },
  };
}

describe('the rule set store', () => {
  it('numbers what is published, and the same set only once', async () => {
    const store = new PostgresRuleSetStore(database);
    expect(await store.latest('1')).toBeNull();
    expect(await store.publish('1', aRuleSet('a'))).toBe(1);
    expect(await store.publish('1', aRuleSet('a'))).toBe(1);
    expect(await store.publish('1', aRuleSet('b', { text: '\0\ud800', z: 1, a: [2] }))).toBe(2);
    expect(await store.publish('1', aRuleSet('a'))).toBe(3);
    expect(await store.publish('2', aRuleSet('b'))).toBe(1);
  });

  it('gives the latest set back as it was', async () => {
    const store = new PostgresRuleSetStore(database);
    const ruleSet = aRuleSet('c', { text: '\0\ud800', z: 1, a: [2] });
    const number = await store.publish('3', ruleSet);
    const { readingTable, ...stored } = ruleSet;
    expect(await store.latest('3')).toEqual({ number, ...stored });
    const tables = await rowsOf(
      database,
      `select content from reading_table where hash = '${readingTable?.hash}'`,
    );
    expect(tables).toEqual([{ content: JSON.stringify(readingTable?.content) }]);
  });

  it('reads what an earlier version has kept, and lets it go on', async () => {
    const store = new PostgresRuleSetStore(database);
    const ruleSet = aRuleSet('e');
    const entries = JSON.stringify(ruleSet.lists[0]?.list.entries).replace('kim', 'lee');
    await database.transaction((manager) =>
      manager.query('insert into list_revision (revision, entries) values ($1, $2)', ['re', entries]),
    );
    await store.publish('5', ruleSet);
    const latest = await store.latest('5');
    expect(latest?.lists.map(({ list }) => list.entries.at(0)?.author)).toEqual(['lee', 'lee']);
  });

  it('gives one number to replicas that publish the same at once', async () => {
    const store = new PostgresRuleSetStore(database);
    const numbers = await Promise.all(Array.from({ length: 8 }, () => store.publish('4', aRuleSet('d'))));
    expect(new Set(numbers)).toEqual(new Set([1]));
  });
});

eventHistoryContract('PostgreSQL', async (events) => {
  await rowsOf(database, 'truncate event');
  await database.transaction((manager) =>
    insertPositionedEvents(
      manager,
      events.map((event, position) => ({ ...event, position })),
    ),
  );
  return new PostgresEventHistory(database, async () => {});
});

describe('the event history', () => {
  it('has everything that was journalled before it was asked', async () => {
    await rowsOf(database, 'truncate event');
    const folder = await aFolder();
    const { log, drain, close } = await aJournalInto(database, folder.path, place.address);
    drain.start();
    const decisions = Array.from({ length: 700 }, () => aDecision());
    await Promise.all(decisions.map((decision) => log.recordDecision(decision)));
    const history = new PostgresEventHistory(database, () => drain.whenDrained());
    const sources: string[] = [];
    for await (const page of history.eventsSince('1400000000', 0, Date.now() + 1)) {
      sources.push(...page.map(({ source }) => source));
    }
    expect(sources.sort()).toEqual(decisions.map(({ callback }) => callback.id).sort());
    expect(v7() > (sources.at(-1) ?? '')).toBe(true);
    await close();
    await folder.remove();
  });
});
