import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Columns for what the rule book records of decisions and events. All are nullable: rows of before have none, and replicas of the
 * version before go on writing rows without them.
 */
export class RecordControlsAndReferences1764400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table decision
        alter column control_revision drop not null,
        add column control_hash text check (control_hash ~ '^[0-9a-f]{64}$'),
        add column reading_table text check (reading_table ~ '^[0-9a-f]{64}$'),
        add column ended text
          check (ended in ('complete', 'deadline', 'overload', 'failure', 'no-rule-set', 'unreadable', 'copy'));

      alter table event
        drop constraint event_kind_check,
        add constraint event_kind_check
          check (kind in ('response', 'agree', 'reject', 'deny', 'flag', 'label', 'unblock', 'pardon')),
        add column remark_hash bytea,
        add column remark_fold smallint,
        add column matched text[],
        add column support_reference integer check (support_reference >= 0);

      create index event_support_reference on event (sdk_app_id, support_reference, received_at desc)
        where support_reference is not null;

      create table reading_table (
        hash text primary key check (hash ~ '^[0-9a-f]{64}$'),
        content text not null,
        created_at timestamptz(3) not null default now()
      );

      create table installation_secret (
        name text primary key,
        value bytea not null
      );

      insert into installation_secret (name, value) values
        ('remark', sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')));

      comment on column decision.control_revision is 'Number of the control state; it may follow later';
      comment on column decision.control_hash is
        'SHA-256 of the canonical JSON of the control state; null in rows of before there were controls';
      comment on column decision.reading_table is 'The reading table that readings follow';
      comment on column decision.ended is 'Why judging ended';
      comment on column event.remark_hash is
        'HMAC-SHA-256 of the folded remark, 16 bytes, by the secret "remark"; null without a remark';
      comment on column event.remark_fold is 'Version of the folding';
      comment on column event.matched is 'The live rules that matched the item';
      comment on column event.support_reference is 'Of a denial by a rule: 30 bits that ResultInfo may show';
      comment on table reading_table is 'Lines of reading tables as JSON: fact, parameters, version of the fact';
      comment on table installation_secret is 'Random keys of this installation';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table installation_secret;
      drop table reading_table;
      delete from event where kind = 'pardon';
      alter table event
        drop constraint event_kind_check,
        add constraint event_kind_check
          check (kind in ('response', 'agree', 'reject', 'deny', 'flag', 'label', 'unblock')),
        drop column remark_hash, drop column remark_fold, drop column matched, drop column support_reference;
      update decision set control_revision = 0 where control_revision is null;
      alter table decision
        alter column control_revision set not null,
        drop column control_hash, drop column reading_table, drop column ended;
    `);
  }
}
