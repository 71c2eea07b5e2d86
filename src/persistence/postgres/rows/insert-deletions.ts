import type { EntityManager } from 'typeorm';
import type { DeletionHead } from '../../journal/records/record.js';
import { accountColumn } from '../../escape-text.js';
import { column, escaped, insertRows, timestamp } from './columns.js';

/** One row a pair. */
export async function insertDeletions(manager: EntityManager, heads: readonly DeletionHead[]): Promise<void> {
  const rows = heads.flatMap((head) => head.pairs.map((accounts, pair) => ({ head, pair, accounts })));
  await insertRows(manager, 'blocklist_deletion', {
    id: column(rows, 'uuid', ({ head }) => head.id),
    pair: column(rows, 'integer', ({ pair }) => pair),
    received_at: column(rows, 'timestamptz', ({ head }) => timestamp(head.at)),
    sdk_app_id: column(rows, 'bigint', ({ head }) => head.appId),
    from_account: column(rows, 'text', ({ accounts }) => accountColumn(accounts.fromAccount)),
    to_account: column(rows, 'text', ({ accounts }) => accountColumn(accounts.toAccount)),
    client_address: column(rows, 'text', ({ head }) => escaped(head.clientAddress)),
    platform: column(rows, 'text', ({ head }) => escaped(head.platform)),
    request_id: column(rows, 'text', ({ head }) => escaped(head.requestId)),
    fingerprint: column(rows, 'text', ({ head }) => head.fingerprint),
    duplicate_of: column(rows, 'uuid', ({ head }) => head.duplicateOf),
  });
}
