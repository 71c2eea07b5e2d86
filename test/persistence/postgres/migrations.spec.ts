import { describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { createDataSource } from '../../../src/persistence/postgres/connection/data-source.js';
import { migrate } from '../../../src/persistence/postgres/schema/migrate.js';
import { migrations } from '../../../src/persistence/postgres/schema/migrations.js';
import { anEmptyDatabase, OPENING_MS } from '../../support/persistence/database.js';
import { quiet } from '../../support/quiet.js';

/** Names and columns of everything in the schema, but for the list of migrations. */
async function schemaOf(dataSource: DataSource): Promise<unknown[]> {
  const columns = await dataSource.query<unknown[]>(
    `select table_name, column_name, data_type, is_nullable from information_schema.columns
     where table_schema = 'public' and table_name <> 'friendgate_migration' order by 1, 2`,
  );
  const indexes = await dataSource.query<unknown[]>(
    `select indexname, indexdef from pg_indexes
     where schemaname = 'public' and tablename <> 'friendgate_migration' order by 1`,
  );
  const functions = await dataSource.query<unknown[]>(
    `select proname from pg_proc where pronamespace = 'public'::regnamespace order by 1`,
  );
  return [...columns, ...indexes, ...functions];
}

describe('the migrations', () => {
  it(
    'go up, down to nothing, and up to the same again',
    async () => {
      const place = await anEmptyDatabase();
      const run = await migrate(place.address, quiet.log);
      expect(run).toEqual(migrations.map(({ name }) => name));
      const dataSource = createDataSource(place.address, { statementMs: 0 }, quiet.log);
      await dataSource.initialize();
      const schema = await schemaOf(dataSource);
      expect(schema.length).toBeGreaterThan(50);
      for (const _ of migrations) await dataSource.undoLastMigration();
      expect(await schemaOf(dataSource)).toEqual([]);
      await dataSource.runMigrations();
      expect(await schemaOf(dataSource)).toEqual(schema);
      await dataSource.destroy();
      expect(await migrate(place.address, quiet.log)).toEqual([]);
      await place.remove();
    },
    OPENING_MS,
  );

  it(
    'are run once by replicas that start together',
    async () => {
      const place = await anEmptyDatabase();
      // Trial storage has one process only.
      const replicas = place.url === null ? 1 : 10;
      const runs = await Promise.all(
        Array.from({ length: replicas }, () => migrate(place.address, quiet.log)),
      );
      expect(runs.flat()).toHaveLength(migrations.length);
      await place.remove();
    },
    OPENING_MS,
  );
});
