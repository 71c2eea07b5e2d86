import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A copy of a callback is a decision or a deletion of its own, but happened to the account only once. */
export class CountCopiesOnce1764300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(viewWith('duplicate_of is null'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(viewWith('true'));
  }
}

function viewWith(condition: string): string {
  return `
    create or replace view account_history as
      select sdk_app_id, from_account as account, received_at, 'answered' as what, id as source,
        null::integer as item, null::text as counterpart, denied || ' of ' || items || ' denied' as detail
      from decision where ${condition}
    union all
      select sdk_app_id, requester_account, received_at, 'issued an answer', id, null::integer, from_account,
        denied || ' of ' || items || ' denied'
      from decision where requester_account <> from_account and ${condition}
    union all
      select sdk_app_id, to_account, received_at,
        case kind when 'deny' then 'was denied an answer' else 'was answered' end, source, item, from_account,
        coalesce(detail, kind)
      from event where kind in ('response', 'agree', 'reject', 'deny')
    union all
      select sdk_app_id, from_account, received_at,
        case kind when 'flag' then 'was flagged' else 'was labelled' end, source, item, to_account, detail
      from event where kind in ('flag', 'label')
    union all
      select sdk_app_id, from_account, received_at, 'unblocked', id, pair, to_account, null::text
      from blocklist_deletion where ${condition}
    union all
      select sdk_app_id, to_account, received_at, 'was unblocked', id, pair, from_account, null::text
      from blocklist_deletion where ${condition}`;
}
