import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The processes that serve now, each by its last heartbeat. */
export class CreateReplica1763900001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table replica (
        id uuid primary key,
        host text not null,
        started_at timestamptz(3) not null default clock_timestamp(),
        seen_at timestamptz(3) not null default clock_timestamp(),
        report jsonb not null
      );

      comment on table replica is 'Processes of friendgate; who was not seen for 10 s is gone';
      comment on column replica.id is 'New at every start';
      comment on column replica.seen_at is 'Last heartbeat, by the clock of the database';
      comment on column replica.report is 'What it says of itself: rule sets by app, kind of state';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table replica');
  }
}
