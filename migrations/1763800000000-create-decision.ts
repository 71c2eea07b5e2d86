import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One row a callback: what came, what was read, what was answered, and by what. */
export class CreateDecision1763800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table decision (
        id uuid not null,
        received_at timestamptz(3) not null,
        sdk_app_id bigint not null,
        from_account text not null,
        requester_account text not null,
        client_address text,
        platform text,
        request_id text,
        event_time_ms bigint,
        fingerprint text not null,
        duplicate_of uuid,
        rule_set_number integer check (rule_set_number > 0),
        rule_set_hash text not null,
        control_revision integer not null,
        engine_version text not null,
        items integer not null check (items >= 0),
        judged integer not null check (judged between 0 and items),
        denied integer not null check (denied between 0 and items),
        degraded text[] not null,
        gathering_us integer not null check (gathering_us >= 0),
        judging_us integer not null check (judging_us >= 0),
        verdicts jsonb not null,
        effects jsonb not null,
        packet text not null,
        readings text not null,
        primary key (id, received_at)
      ) partition by range (received_at);

      create table decision_default partition of decision default;

      create index decision_from on decision (sdk_app_id, from_account, received_at desc);

      create index decision_requester on decision (sdk_app_id, requester_account, received_at desc)
        where requester_account <> from_account;

      comment on table decision is 'One row a callback of Sns.CallbackPrevFriendResponse';
      comment on column decision.from_account is
        'Who answers. Accounts and other texts that were sent hold an escape: \\\\ a backslash, \\0 NUL, \\uD83D half of a surrogate pair';
      comment on column decision.event_time_ms is 'EventTime as the platform sent it, in milliseconds; may be years off';
      comment on column decision.duplicate_of is 'The decision of the first packet that this one is a copy of; it has the verdicts';
      comment on column decision.verdicts is 'One per item: code (0 lets it pass), rule, matched, degraded';
      comment on column decision.packet is 'JSON: the packet in our words, and the query without its signature';
      comment on column decision.readings is 'JSON: per judged item an array in the order of the reading table of the rule set';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table decision');
  }
}
