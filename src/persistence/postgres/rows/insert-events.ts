import type { EntityManager } from 'typeorm';
import { eventsOfRecord, type PositionedEvent } from '../../journal/records/events-of-record.js';
import type { JournalRecord } from '../../journal/records/record.js';
import { encodeAccount } from '../../escape-text.js';
import { columnOf, escapeNullable, insertRows, timestampOf } from './columns.js';

/** Inserts a row for each event. */
export function insertEvents(manager: EntityManager, records: readonly JournalRecord[]): Promise<void> {
  return insertPositionedEvents(manager, records.flatMap(eventsOfRecord));
}

export async function insertPositionedEvents(
  manager: EntityManager,
  rows: readonly PositionedEvent[],
): Promise<void> {
  if (rows.length === 0) return;
  await insertRows(manager, 'event', {
    received_at: columnOf(rows, 'timestamptz', ({ at }) => timestampOf(at)),
    source: columnOf(rows, 'uuid', ({ source }) => source),
    position: columnOf(rows, 'integer', ({ position }) => position),
    sdk_app_id: columnOf(rows, 'bigint', ({ appId }) => appId),
    item: columnOf(rows, 'integer', ({ item }) => item),
    kind: columnOf(rows, 'text', ({ kind }) => kind),
    from_account: columnOf(rows, 'text', ({ fromAccount }) => encodeAccount(fromAccount)),
    requester_account: columnOf(rows, 'text', ({ requesterAccount }) => encodeAccount(requesterAccount)),
    to_account: columnOf(rows, 'text', ({ toAccount }) => encodeAccount(toAccount)),
    client_address: columnOf(rows, 'text', ({ clientAddress }) => escapeNullable(clientAddress)),
    detail: columnOf(rows, 'text', ({ detail }) => escapeNullable(detail)),
    expires_at: columnOf(rows, 'timestamptz', ({ expiresAt }) =>
      expiresAt === null ? null : timestampOf(expiresAt),
    ),
  });
}
