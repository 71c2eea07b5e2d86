import type { EntityManager } from 'typeorm';
import { eventsOfRecord, type PlacedEvent } from '../../journal/records/events-of-record.js';
import type { JournalRecord } from '../../journal/records/record.js';
import { accountColumn } from '../../escape-text.js';
import { column, escaped, insertRows, timestamp } from './columns.js';

/** One row an event. */
export function insertEvents(manager: EntityManager, records: readonly JournalRecord[]): Promise<void> {
  return insertPlacedEvents(manager, records.flatMap(eventsOfRecord));
}

export async function insertPlacedEvents(
  manager: EntityManager,
  rows: readonly PlacedEvent[],
): Promise<void> {
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
    expires_at: column(rows, 'timestamptz', ({ expiresAt }) =>
      expiresAt === null ? null : timestamp(expiresAt),
    ),
  });
}
