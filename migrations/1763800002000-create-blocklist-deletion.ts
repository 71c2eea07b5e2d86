import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One row a pair: who took whom off the blocklist. */
export class CreateBlocklistDeletion1763800002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table blocklist_deletion (
        id uuid not null,
        pair integer not null check (pair >= 0),
        received_at timestamptz(3) not null,
        sdk_app_id bigint not null,
        from_account text not null,
        to_account text not null,
        client_address text,
        platform text,
        request_id text,
        fingerprint text not null,
        duplicate_of uuid,
        primary key (id, pair, received_at)
      ) partition by range (received_at);

      create table blocklist_deletion_default partition of blocklist_deletion default;

      create index blocklist_deletion_from
        on blocklist_deletion (sdk_app_id, from_account, received_at desc);

      create index blocklist_deletion_to
        on blocklist_deletion (sdk_app_id, to_account, received_at desc);

      comment on table blocklist_deletion is 'from_account took to_account off its blocklist; one row a pair';
      comment on column blocklist_deletion.id is 'Of the callback';
      comment on column blocklist_deletion.pair is 'Which pair of the callback, among those that could be read';
      comment on column blocklist_deletion.duplicate_of is 'The id of the first packet that this one is a copy of';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table blocklist_deletion');
  }
}
