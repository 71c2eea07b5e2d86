import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Labels of accounts: every time one was set or cleared, by staff or by a rule. */
export class CreateLabelChange1763900002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table label_change (
        number bigserial primary key,
        sdk_app_id bigint not null,
        account text not null,
        label text not null,
        author text not null,
        reason text,
        at timestamptz(3) not null,
        expires_at timestamptz(3),
        cleared boolean not null default false,
        source uuid,
        position integer,
        unique (source, position)
      );

      create index label_change_account on label_change (sdk_app_id, account, label, at desc);

      alter table event add column expires_at timestamptz(3);

      comment on table label_change is 'Labels of accounts; of all changes of an account''s label the latest counts';
      comment on column label_change.author is 'Who did it; rule:<name> for a rule';
      comment on column label_change.at is 'When: the time of receipt of the callback, for a rule';
      comment on column label_change.expires_at is 'When the label ends; null: not before it is cleared';
      comment on column label_change.source is 'The decision, for a rule';
      comment on column event.expires_at is 'When a label ends';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table event drop column expires_at;
      drop table label_change;
    `);
  }
}
