import type { QueryRunner } from 'typeorm';

const OLDEST_VERSION = 140_000;

/** The database as it is cannot be used, however often it is tried; an operator has to change it. */
export class UnsuitableDatabase extends Error {
  override readonly name = 'UnsuitableDatabase';
}

interface Row {
  readonly encoding: string;
  readonly version: number;
  readonly version_text: string;
}

/** Rejects with `UnsuitableDatabase` when records could not be kept in it. */
export async function checkSuitability(runner: QueryRunner): Promise<void> {
  const rows: readonly Row[] = await runner.query(
    `select current_setting('server_encoding') as encoding, current_setting('server_version') as version_text,
       current_setting('server_version_num')::int as version`,
  );
  for (const { encoding, version, version_text: text } of rows) {
    if (encoding !== 'UTF8') {
      throw new UnsuitableDatabase(
        `the database is encoded in ${encoding}, which cannot hold all remarks: create one with ` +
          `"create database friendgate encoding 'UTF8' template template0", and name it in DATABASE_URL`,
      );
    }
    if (version < OLDEST_VERSION) {
      throw new UnsuitableDatabase(`the server is PostgreSQL ${text}: friendgate needs 14 or newer`);
    }
  }
}
