import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every rule set that was ever live, by number and hash. Content is `text`: `jsonb` would reorder it and refuse NUL. */
export class CreateRuleSet1763800004000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table rule_set (
        sdk_app_id bigint not null,
        number integer not null check (number > 0),
        hash text not null check (hash ~ '^[0-9a-f]{64}$'),
        content text not null,
        lists text not null,
        created_at timestamptz(3) not null default now(),
        primary key (sdk_app_id, number)
      );

      create index rule_set_hash on rule_set (sdk_app_id, hash, number desc);

      create table list_revision (
        revision text primary key,
        entries text not null,
        created_at timestamptz(3) not null default now()
      );

      comment on table rule_set is 'Every rule set that was ever live';
      comment on column rule_set.hash is 'SHA-256 of content';
      comment on column rule_set.content is 'JSON';
      comment on column rule_set.lists is 'JSON: name, kind and revision of each list';
      comment on table list_revision is 'What lists held, once per content; entries are JSON';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table list_revision; drop table rule_set');
  }
}
