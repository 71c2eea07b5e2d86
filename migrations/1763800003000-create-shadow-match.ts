import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Matches of rules in shadow, which decided nothing. */
export class CreateShadowMatch1763800003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table shadow_match (
        decision_id uuid not null,
        item integer not null check (item >= 0),
        rule text not null,
        received_at timestamptz(3) not null,
        sdk_app_id bigint not null,
        outcome text not null check (outcome in ('deny', 'allow', 'flag', 'label')),
        code integer check (code between 38000 and 39000),
        primary key (decision_id, item, rule, received_at)
      ) partition by range (received_at);

      create table shadow_match_default partition of shadow_match default;

      create index shadow_match_rule on shadow_match (sdk_app_id, rule, received_at desc);

      comment on table shadow_match is 'What rules in shadow matched: they had no say';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table shadow_match');
  }
}
