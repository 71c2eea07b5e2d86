import type { StateEvent } from '../../../moderation/state/state.js';
import type { DecisionHead, DeletionHead, EventEntry, JournalHead, JournalRecord } from './record.js';

/** An event, and its position among those of its source: both name a row. */
export interface PositionedEvent extends StateEvent {
  readonly position: number;
}

/** The events of a record; a copy has none. */
export function eventsOfRecord({ head }: Pick<JournalRecord, 'head'>): PositionedEvent[] {
  return eventsOfHead(head);
}

/** The events of a record whose first line alone was read. */
export function eventsOfHead(head: JournalHead): PositionedEvent[] {
  switch (head.kind) {
    case 'decision':
      return head.events.map((entry, position) => decisionEvent(head, entry, position));
    case 'deletion':
      // A copy was answered, not counted.
      return head.duplicateOf === null ? unblocksOf(head) : [];
    case 'shadow':
      return [];
  }
}

function decisionEvent(head: DecisionHead, entry: EventEntry, position: number): PositionedEvent {
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
    expiresAt: entry[5] ?? null,
  };
}

function unblocksOf(head: DeletionHead): PositionedEvent[] {
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
    expiresAt: null,
  }));
}
