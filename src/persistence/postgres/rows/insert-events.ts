import type { EntityManager } from 'typeorm';
import type { StateEvent } from '../../../moderation/state.js';
import type { DecisionHead, DeletionHead, EventEntry, JournalRecord } from '../../journal/record.js';
import { accountColumn } from '../escape.js';
import { column, escaped, insertRows, timestamp } from './columns.js';

/** An event and which one of its source it is: what names a row. */
export interface PlacedEvent extends StateEvent {
  readonly position: number;
}

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
  });
}

function eventsOfRecord(record: JournalRecord): PlacedEvent[] {
  switch (record.kind) {
    case 'decision':
      return record.head.events.map((entry, position) => decisionEvent(record.head, entry, position));
    case 'deletion':
      // A copy was answered, not counted.
      return record.head.duplicateOf === null ? unblocksOf(record.head) : [];
    case 'shadow':
      return [];
  }
}

function decisionEvent(head: DecisionHead, entry: EventEntry, position: number): PlacedEvent {
  return {
    source: head.id,
    position,
    appId: head.appId,
    at: head.at,
    item: entry[0],
    kind: entry[1],
    fromAccount: entry[4] ?? head.fromAccount,
    requesterAccount: head.requesterAccount,
    toAccount: entry[2],
    clientAddress: head.clientAddress,
    detail: entry[3] ?? null,
  };
}

function unblocksOf(head: DeletionHead): PlacedEvent[] {
  return head.pairs.map(({ fromAccount, toAccount }, position) => ({
    source: head.id,
    position,
    appId: head.appId,
    at: head.at,
    item: position,
    kind: 'unblock',
    fromAccount,
    requesterAccount: fromAccount,
    toAccount,
    clientAddress: head.clientAddress,
    detail: null,
  }));
}
