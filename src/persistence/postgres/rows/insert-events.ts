import type { EntityManager } from 'typeorm';
import type { StateEvent } from '../../../moderation/state.js';
import type { JournalRecord } from '../../journal/record.js';
import { accountColumn } from '../escape.js';
import { column, escaped, insertRows, timestamp } from './columns.js';

/** An event and which one of its source it is: what names a row. */
interface PlacedEvent extends StateEvent {
  readonly position: number;
}

/** One row an event. */
export async function insertEvents(manager: EntityManager, records: readonly JournalRecord[]): Promise<void> {
  const rows = records.flatMap(eventsOfRecord);
  if (rows.length === 0) return;
  await insertRows(manager, 'event', {
    received_at: column(rows, 'timestamptz', ({ at }) => timestamp(at)),
    source: column(rows, 'uuid', ({ source }) => source),
    position: column(rows, 'integer', ({ position }) => position),
    sdk_app_id: column(rows, 'bigint', ({ appId }) => appId),
    item: column(rows, 'integer', ({ item }) => item),
    kind: column(rows, 'text', ({ kind }) => kind),
    from_account: column(rows, 'text', ({ fromAccount }) => accountColumn(fromAccount)),
    requester_account: column(rows, 'text', ({ requesterAccount }) => accountColumn(requesterAccount)),
    to_account: column(rows, 'text', ({ toAccount }) => accountColumn(toAccount)),
    client_address: column(rows, 'text', ({ clientAddress }) => escaped(clientAddress)),
    detail: column(rows, 'text', ({ detail }) => escaped(detail)),
  });
}

function eventsOfRecord(record: JournalRecord): PlacedEvent[] {
  if (record.kind === 'shadow') return [];
  const { id: source, appId, at, clientAddress, duplicateOf } = record.head;
  const base = { source, appId, at, clientAddress };
  if (record.kind === 'decision') {
    const { fromAccount, requesterAccount, events } = record.head;
    return events.map(([item, kind, toAccount, detail = null, account = fromAccount], position) => {
      return { ...base, position, item, kind, fromAccount: account, requesterAccount, toAccount, detail };
    });
  }
  if (duplicateOf !== null) return [];
  return record.head.pairs.map(({ fromAccount, toAccount }, position) => {
    const accounts = { fromAccount, requesterAccount: fromAccount, toAccount };
    return { ...base, ...accounts, position, item: position, kind: 'unblock', detail: null };
  });
}
