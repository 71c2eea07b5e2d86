import type { EntityManager } from 'typeorm';
import type { DeletionHead } from '../../journal/records/record.js';
import { encodeAccount } from '../../escape-text.js';
import { columnOf, escapeNullable, insertRows, timestampOf } from './columns.js';

/** Inserts a row for each pair. */
export async function insertDeletions(manager: EntityManager, heads: readonly DeletionHead[]): Promise<void> {
  const rows = heads.flatMap((head) => head.pairs.map((accounts, pair) => ({ head, pair, accounts })));
  await insertRows(manager, 'blocklist_deletion', {
    id: columnOf(rows, 'uuid', ({ head }) => head.id),
    pair: columnOf(rows, 'integer', ({ pair }) => pair),
    received_at: columnOf(rows, 'timestamptz', ({ head }) => timestampOf(head.at)),
    sdk_app_id: columnOf(rows, 'bigint', ({ head }) => head.appId),
    from_account: columnOf(rows, 'text', ({ accounts }) => encodeAccount(accounts.fromAccount)),
    to_account: columnOf(rows, 'text', ({ accounts }) => encodeAccount(accounts.toAccount)),
    client_address: columnOf(rows, 'text', ({ head }) => escapeNullable(head.clientAddress)),
    platform: columnOf(rows, 'text', ({ head }) => escapeNullable(head.platform)),
    request_id: columnOf(rows, 'text', ({ head }) => escapeNullable(head.requestId)),
    fingerprint: columnOf(rows, 'text', ({ head }) => head.fingerprint),
    duplicate_of: columnOf(rows, 'uuid', ({ head }) => head.duplicateOf),
  });
}
