import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Database } from '../../../src/persistence/postgres/connection/database.js';
import { dropExpired } from '../../../src/persistence/postgres/schema/partitions.js';
import { activeLabels } from '../../../src/persistence/postgres/queries/label-changes.js';
import { PostgresLabelHistory } from '../../../src/persistence/postgres/queries/postgres-label-history.js';
import type { LabelChange } from '../../../src/moderation/state/state.js';
import { databaseForAll, type TestDatabase } from '../../support/persistence/database.js';
import { aJournalInto, rowsOf } from '../../support/persistence/journal-into-database.js';
import { aDecision } from '../../support/persistence/records.js';
import { labelPrecedenceCases } from '../../support/state/label-precedence-cases.js';
import { aFolder } from '../../support/temporary-folder.js';
import { until } from '../../support/service-process.js';

const DAY = 86_400_000;
const at = Date.UTC(2026, 10, 22, 12);

describe('labels in the database', () => {
  let database: Database;
  let place: TestDatabase;
  databaseForAll((opened, where) => {
    database = opened;
    place = where;
  });
  const kept = async () => {
    const found: LabelChange[] = [];
    const history = new PostgresLabelHistory(database, () => Promise.resolve());
    for await (const page of history.labelsOf('1400000000')) found.push(...page);
    return found;
  };

  it('that rules set get there once, with their end and who did it, however often they are drained', async () => {
    const folder = await aFolder();
    const { log, journal, close, drain } = await aJournalInto(database, folder.path, place.address);
    drain.start();
    const decision = aDecision({
      effects: [
        {
          type: 'label',
          item: 0,
          rule: 'marker',
          account: 'a\0\ud800',
          label: 'spammer',
          expiresAt: at + DAY,
        },
        { type: 'label', item: 0, rule: 'marker', account: 'ann', label: 'vip', expiresAt: null },
      ],
    });
    await log.recordDecision(decision);
    await log.recordDecision(decision);
    await until(async () => journal.backlog().records === 0);
    await close();
    await folder.remove();
    expect(
      (await kept()).map(({ account, label, expiresAt, cleared }) => ({
        account,
        label,
        expiresAt,
        cleared,
      })),
    ).toEqual([
      { account: 'a\0\ud800', label: 'spammer', expiresAt: at + DAY, cleared: false },
      { account: 'ann', label: 'vip', expiresAt: null, cleared: false },
    ]);
    expect(await rowsOf(database, 'select distinct author from label_change')).toEqual([
      { author: 'rule:marker' },
    ]);
  });

  it('are kept while they stand, and dropped once they are over for longer than the retention', async () => {
    const old = new Date(at - 50 * DAY).toISOString();
    await rowsOf(
      database,
      `insert into label_change (sdk_app_id, account, label, author, at, expires_at, cleared) values
         (1400000000, 'old', 'stands', 'eve', $1, null, false),
         (1400000000, 'old', 'cleared', 'eve', $1, null, true),
         (1400000000, 'old', 'ended', 'eve', $1, $1, false)`,
      [old],
    );
    await database.transaction((manager) => dropExpired(manager, at, 35));
    const labels = (await kept()).filter(({ account }) => account === 'old').map(({ label }) => label);
    expect(labels).toEqual(['stands']);
  });

  it.each(labelPrecedenceCases)('counts, of two changes of a label, $it', async ({ winner, loser }) => {
    const account = randomUUID();
    const time = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
    for (const [label, changes] of [
      ['before', [winner, loser]],
      ['after', [loser, winner]],
    ] as const) {
      for (const change of changes) {
        await rowsOf(
          database,
          `insert into label_change (sdk_app_id, account, label, author, at, expires_at, cleared)
           values (1400000000, $1, $2, 'eve', $3, $4, $5)`,
          [account, label, time(change.at), time(change.expiresAt), change.cleared],
        );
      }
    }
    const counting = ['after', 'before'].map((label) => ({ label, ...winner }));
    const history = (await kept()).filter((change) => change.account === account);
    expect(history.map(pick)).toEqual(counting);
    const active = await database.transaction((manager) =>
      activeLabels(manager, { appId: '1400000000', account, limit: 10 }),
    );
    const inForce = winner.cleared ? [] : counting;
    expect(active.map(({ change }) => pick(change)).sort((a, b) => (a.label < b.label ? -1 : 1))).toEqual(
      inForce,
    );
  });
});

function pick({ appId: _app, account: _account, ...change }: LabelChange) {
  return change;
}
