import { describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import type { Database } from '../../../src/persistence/postgres/connection/database.js';
import { databaseForAll, type TestDatabase } from '../../support/persistence/database.js';
import { aJournalInto, rowsOf } from '../../support/persistence/journal-into-database.js';
import { aDecision, aDeletion } from '../../support/persistence/records.js';
import { aFolder } from '../../support/temporary-folder.js';

let database: Database;
let place: TestDatabase;
databaseForAll((open, where) => {
  database = open;
  place = where;
});

describe('the history of an account', () => {
  it('has what happened once, however often its callback was delivered', async () => {
    const folder = await aFolder();
    const { log, drain, close } = await aJournalInto(database, folder.path, place.address);
    drain.start();
    const decision = aDecision();
    const { callback } = decision;
    await log.recordDecision(decision);
    await log.recordDecision({ ...decision, callback: { ...callback, id: v7() }, duplicateOf: callback.id });
    const deletion = aDeletion({ pairs: [{ fromAccount: callback.fromAccount, toAccount: 'asker' }] });
    await log.recordDeletion(deletion, null);
    await log.recordDeletion({ ...deletion, id: v7() }, deletion.id);
    await drain.whenDrained();
    const history = async (account: string) => {
      const rows = await rowsOf<{ what: string }>(
        database,
        'select what from account_history where account = $1 order by what',
        [account],
      );
      return rows.map(({ what }) => what);
    };
    expect(await history(callback.fromAccount)).toEqual(['answered', 'unblocked']);
    expect(await history('asker')).toEqual(['was answered', 'was unblocked']);
    expect(await rowsOf(database, 'select from decision')).toHaveLength(2);
    await close();
    await folder.remove();
  });
});
