import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What lists held, compressed before it is sent. `entries` stays, for the version before to write; it is empty where they are
 * compressed, which that version takes for an error, and `null` would be an empty list to it.
 */
export class DeflateListRevision1764100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table list_revision add column deflated bytea;
      alter table list_revision alter column deflated set storage external;
      alter table list_revision alter column entries set default '';
      alter table list_revision add check ((entries = '') = (deflated is not null));

      comment on column list_revision.deflated is 'The entries, JSON compressed by zlib; null: they stand in the column entries';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table list_revision alter column entries drop default;
      alter table list_revision drop column deflated;
    `);
  }
}
