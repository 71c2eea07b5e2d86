import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Records that the tables refused, so that one bad record stops nothing. */
export class CreateJournalReject1763800005000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table journal_reject (
        id uuid primary key,
        kind text not null,
        received_at timestamptz(3),
        record text not null,
        error text not null,
        created_at timestamptz(3) not null default now()
      );

      comment on table journal_reject is 'Records of the journal that the other tables refused';
      comment on column journal_reject.id is 'Made of the record: the same record, the same id';
      comment on column journal_reject.record is 'The record as the journal had it: lines of JSON';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table journal_reject');
  }
}
