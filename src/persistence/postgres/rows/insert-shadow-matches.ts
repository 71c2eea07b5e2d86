import type { EntityManager } from 'typeorm';
import type { ShadowHead } from '../../journal/records/record.js';
import { escapeText } from '../../escape-text.js';
import { columnOf, insertRows, timestampOf } from './columns.js';

/** Inserts a row for each rule and item that matched. */
export async function insertShadowMatches(
  manager: EntityManager,
  heads: readonly ShadowHead[],
): Promise<void> {
  const rows = heads.flatMap((head) => head.matches.map((match) => ({ head, match })));
  await insertRows(manager, 'shadow_match', {
    decision_id: columnOf(rows, 'uuid', ({ head }) => head.id),
    item: columnOf(rows, 'integer', ({ match }) => match.item),
    rule: columnOf(rows, 'text', ({ match }) => escapeText(match.rule)),
    received_at: columnOf(rows, 'timestamptz', ({ head }) => timestampOf(head.at)),
    sdk_app_id: columnOf(rows, 'bigint', ({ head }) => head.appId),
    outcome: columnOf(rows, 'text', ({ match }) => match.outcome),
    code: columnOf(rows, 'integer', ({ match }) => match.code),
  });
}
