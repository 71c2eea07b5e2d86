import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Entries of lists, compressed before they are sent. `entries` stays, for the version before to write. It is an empty text where they are
 * compressed: the version before takes that for an error, and would take `null` for an empty list.
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
