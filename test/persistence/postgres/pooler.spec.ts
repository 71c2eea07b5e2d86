import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { postgresAt } from '../../../src/persistence/postgres/connection/database-address.js';
import { Database } from '../../../src/persistence/postgres/connection/database.js';
import { Notifications } from '../../../src/persistence/postgres/replication/notifications.js';
import { PostgresRuleSetStore } from '../../../src/persistence/postgres/rule-sets/postgres-rule-set-store.js';
import { aLogOfLines } from '../../support/log-lines.js';
import { adminUrl, anEmptyDatabase, OPENING_MS } from '../../support/persistence/database.js';
import { aJournalInto, rowsOf } from '../../support/persistence/journal-into-database.js';
import { aPooler, noPoolerBecause } from '../../support/persistence/pooler.js';
import { aDecision } from '../../support/persistence/records.js';
import { quiet } from '../../support/quiet.js';
import { until } from '../../support/service-process.js';
import { aFolder } from '../../support/temporary-folder.js';

const canRun = adminUrl !== null && noPoolerBecause === null;
if (!canRun) {
  process.stderr.write(`pooler.spec.ts is skipped: ${noPoolerBecause ?? 'set TEST_DATABASE_URL'}\n`);
}

(canRun ? describe : describe.skip)('behind PgBouncer in transaction mode', () => {
  const closing: (() => Promise<unknown>)[] = [];
  let url: string;
  beforeEach(async () => {
    const place = await anEmptyDatabase();
    closing.push(() => place.remove());
    const pooler = await aPooler(place.url ?? '');
    closing.push(() => pooler.stop());
    ({ url } = pooler);
  }, OPENING_MS);
  afterEach(async () => {
    for (const close of closing.splice(0).toReversed()) await close();
  });

  async function aReplica() {
    const log = aLogOfLines();
    const address = async () => postgresAt(url);
    const database = new Database({ clock: quiet.clock, log, address, retentionDays: 35 });
    closing.push(() => database.close());
    await database.ready();
    const notifications = new Notifications(address, log);
    closing.push(() => notifications.stop());
    return { database, notifications, lines: log.lines };
  }

  it(
    'replicas migrate, drain and hear of each other, and leave no setting behind',
    async () => {
      const [one, other] = await Promise.all([aReplica(), aReplica()]);
      const folder = await aFolder();
      closing.push(() => folder.remove());
      const journalling = await aJournalInto(one.database, folder.path, postgresAt(url));
      closing.push(() => journalling.close());
      journalling.drain.start();
      await Promise.all(Array.from({ length: 500 }, () => journalling.log.recordDecision(aDecision())));
      await journalling.drain.whenDrained();
      expect(await rowsOf(other.database, 'select from decision')).toHaveLength(500);

      let calls = 0;
      other.notifications.subscribe('rule-set', () => (calls += 1));
      other.notifications.start();
      await until(async () =>
        other.lines.some(({ message }) => message.includes('behind a connection pooler')),
      );
      const store = new PostgresRuleSetStore(one.database);
      await store.publish('1', { hash: 'a'.repeat(64), content: {}, lists: [] });
      const before = calls;
      const begun = performance.now();
      await until(async () => calls > before);
      expect(performance.now() - begun).toBeLessThan(2_000);

      const inside = await rowsOf(one.database, `select current_setting('statement_timeout') as timeout`);
      expect(inside).toEqual([{ timeout: '20s' }]);
      const client = new Client(url);
      await client.connect();
      const { rows } = await client.query(`select current_setting('statement_timeout') as timeout`);
      await client.end();
      expect(rows).toEqual([{ timeout: '0' }]);
      const grave = [...one.lines, ...other.lines].filter(
        ({ level }) => level === 'warn' || level === 'error',
      );
      expect(grave).toEqual([]);
    },
    OPENING_MS,
  );
});
