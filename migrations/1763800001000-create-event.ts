import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One narrow row for each thing that happened to accounts: counters, reputations and labels are rebuilt from it. */
export class CreateEvent1763800001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table event (
        received_at timestamptz(3) not null,
        source uuid not null,
        position integer not null check (position >= 0),
        sdk_app_id bigint not null,
        item integer not null check (item >= 0),
        kind text not null
          check (kind in ('response', 'agree', 'reject', 'deny', 'flag', 'label', 'unblock')),
        from_account text not null,
        requester_account text not null,
        to_account text not null,
        client_address text,
        detail text,
        primary key (received_at, source, position)
      ) partition by range (received_at);

      create table event_default partition of event default;

      create index event_to on event (sdk_app_id, to_account, received_at desc)
        where kind in ('response', 'agree', 'reject', 'deny');

      create index event_marked on event (sdk_app_id, from_account, received_at desc)
        where kind in ('flag', 'label');

      comment on table event is 'What happened to accounts; state is rebuilt from it';
      comment on column event.source is 'The decision or blocklist deletion that it is of';
      comment on column event.position is 'Which of the events of its source';
      comment on column event.detail is 'The rule, for deny and flag; the label, for label';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table event');
  }
}
