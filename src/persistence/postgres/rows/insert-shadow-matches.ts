import type { EntityManager } from 'typeorm';
import type { ShadowHead } from '../../journal/records/record.js';
import { escape } from '../../escape-text.js';
import { column, insertRows, timestamp } from './columns.js';

/** One row a rule and item. */
export async function insertShadowMatches(
  manager: EntityManager,
  heads: readonly ShadowHead[],
): Promise<void> {
  const rows = heads.flatMap((head) => head.matches.map((match) => ({ head, match })));
  await insertRows(manager, 'shadow_match', {
    decision_id: column(rows, 'uuid', ({ head }) => head.id),
    item: column(rows, 'integer', ({ match }) => match.item),
    rule: column(rows, 'text', ({ match }) => escape(match.rule)),
    received_at: column(rows, 'timestamptz', ({ head }) => timestamp(head.at)),
    sdk_app_id: column(rows, 'bigint', ({ head }) => head.appId),
    outcome: column(rows, 'text', ({ match }) => match.outcome),
    code: column(rows, 'integer', ({ match }) => match.code),
  });
}
