import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Worker } from 'node:worker_threads';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DataDirInUse } from '../../src/persistence/data-dir/data-dir-lock.js';
import { Persistence } from '../../src/persistence/persistence.js';
import type { PersistenceOptions } from '../../src/persistence/persistence-options.js';
import { built } from '../support/built.js';
import { adminUrl, aDatabase, OPENING_MS, type TestDatabase } from '../support/persistence/database.js';
import { quiet } from '../support/quiet.js';
import { aDecision, aDeletion, noReadings } from '../support/persistence/records.js';
import { aFolder } from '../support/temporary-folder.js';
import { aCallback, aResponse } from '../support/moderation/builders.js';

let place: TestDatabase;
let folder: Awaited<ReturnType<typeof aFolder>>;
let persistences: Persistence[];
beforeEach(async () => {
  built('src/persistence/embedded/trial-storage.worker.js');
  place = await aDatabase();
  folder = await aFolder();
  persistences = [];
}, OPENING_MS);
afterEach(async () => {
  for (const persistence of persistences) await persistence.close();
  await place.remove();
  await folder.remove();
}, OPENING_MS);

async function open(options: PersistenceOptions): Promise<Persistence> {
  const persistence = await Persistence.open(options);
  persistences.push(persistence);
  return persistence;
}

describe('persistence as a whole', () => {
  it(
    'records on the first start, and remembers on the second, with a PostgreSQL or without',
    async () => {
      const config = { databaseUrl: place.url, dataDir: folder.path, dataDirSlots: 0, retentionDays: 35 };
      const options = { ...quiet, config, engineVersion: 'test' };
      const startedAt = Date.now();

      const first = await open(options);
      expect(first.health.report()).toMatchObject({
        database: 'migrating',
        degraded: [{ part: 'database' }],
      });
      await expect(Persistence.open(options)).rejects.toThrow(DataDirInUse);
      const callback = aCallback({
        id: '019a0000-0000-7000-8000-0000000000aa',
        receivedAt: Date.now(),
        items: [aResponse({ toAccount: '\ud800' })],
      });
      const verdicts = [{ code: 38010, rule: 'r', matched: ['r'], degraded: null }];
      expect(await first.decisionLog.recordDecision(aDecision({ callback, verdicts }))).toBe('durable');
      await first.decisionLog.recordDecision(aDecision({ duplicateOf: callback.id, verdicts: [] }));
      const deletion = aDeletion({ problems: [{ at: '/PairList/1', message: 'is no pair' }] });
      await first.decisionLog.recordDeletion(deletion, null);
      await first.databaseReady();
      expect(
        await first.ruleSets.publish('1400000000', {
          hash: 'e'.repeat(64),
          content: {},
          lists: [],
          readingTable: noReadings,
        }),
      ).toBe(1);
      await first.close();
      expect(first.health.report()).toMatchObject({ waiting: 0, oldestMs: 0, unrecorded: 0, rejected: 0 });

      const second = await open(options);
      const answers = [];
      for await (const answer of second.recordedResponses(startedAt)) answers.push(answer);
      expect(answers).toMatchObject([
        { kind: 'decision', id: callback.id, callback, verdicts: [{ code: 38010 }] },
        { kind: 'deletion', id: deletion.id, fingerprint: deletion.fingerprint, problems: deletion.problems },
      ]);
      await second.databaseReady();
      expect(second.health.report()).toMatchObject({ database: 'ok', journal: 'ok', degraded: [] });
      expect(await second.ruleSets.latest('1400000000')).toMatchObject({ number: 1 });
      const kinds: string[] = [];
      for await (const page of second.history.eventsSince('1400000000', startedAt, Date.now() + 1)) {
        kinds.push(...page.map(({ kind }) => kind));
      }
      expect(kinds.sort()).toEqual(['agree', 'deny', 'unblock']);
    },
    OPENING_MS,
  );
});

if (adminUrl === null) {
  process.stderr.write(
    'persistence.spec.ts skips the thread that writes rows, which trial storage has not: set TEST_DATABASE_URL\n',
  );
}

(adminUrl === null ? describe.skip : describe)('the thread that writes rows', () => {
  const started: Worker[] = [];
  const note = (message: unknown) => {
    if (typeof message !== 'object' || message === null || !('worker' in message)) return;
    if (message.worker instanceof Worker) started.push(message.worker);
  };
  beforeEach(() => subscribe('worker_threads', note));
  afterEach(() => void unsubscribe('worker_threads', note));

  /** Records a decision, and gives how many events the database has by then. */
  async function eventsWithOneMore(persistence: Persistence): Promise<number> {
    const decision = aDecision();
    const { appId, receivedAt } = decision.callback;
    expect(await persistence.decisionLog.recordDecision(decision)).toBe('durable');
    let events = 0;
    for await (const page of persistence.history.eventsSince(appId, 0, receivedAt + 1)) events += page.length;
    return events;
  }

  it('is replaced by the one that answers where it fails, and health says so until a restart', async () => {
    const config = { databaseUrl: place.url, dataDir: folder.path, dataDirSlots: 0, retentionDays: 35 };
    const options = { ...quiet, config, engineVersion: 'test' };
    const first = await open(options);
    await first.databaseReady();
    expect(await eventsWithOneMore(first)).toBe(1);
    expect(first.health.report().degraded).toEqual([]);

    expect(started).toHaveLength(1);
    await started[0]?.terminate();
    expect(await eventsWithOneMore(first)).toBe(2);
    expect(first.health.report()).toMatchObject({ database: 'ok', waiting: 0 });
    expect(first.health.report().degraded).toEqual([
      {
        part: 'writing',
        because:
          'rows for the database are written by the thread that answers, since their own is gone: answers may be slower while it writes; restart at a quiet hour',
      },
    ]);
    await first.close();

    const second = await open(options);
    await second.databaseReady();
    expect(await eventsWithOneMore(second)).toBe(3);
    expect(second.health.report().degraded).toEqual([]);
    await second.close();
    expect(second.health.report().degraded).toEqual([]);
  });
});
