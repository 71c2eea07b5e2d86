import type { EntityManager } from 'typeorm';
import { supportReferenceOf } from '../../../moderation/model/support-reference.js';
import { FOLD_VERSION } from '../../../moderation/text/terms/folded-text.js';
import { decodeVerdicts, remarksOf, type StoredVerdict } from '../../journal/records/decode-record.js';
import { eventsOfRecord, type PositionedEvent } from '../../journal/records/events-of-record.js';
import type { JournalRecord } from '../../journal/records/record.js';
import { encodeAccount } from '../../escape-text.js';
import { columnOf, escapeNullable, insertRows, timestampOf } from './columns.js';
import { remarkHashesOf, type RemarkHashes } from './remark-hashes.js';

/** An event with the columns that its decision adds. */
interface EventRow extends PositionedEvent {
  readonly remarkHash: string | null;
  /** JSON: the live rules that matched the item. */
  readonly matched: string | null;
  readonly supportReference: number | null;
}

const undetailed = { remarkHash: null, matched: null, supportReference: null };

/** Inserts a row for each event. */
export async function insertEvents(manager: EntityManager, records: readonly JournalRecord[]): Promise<void> {
  const remarkHashes = await remarkHashesOf(manager);
  await insertRowsOf(
    manager,
    records.flatMap((record) => eventRowsOf(record, remarkHashes)),
  );
}

/** Events without a decision to take details from. */
export function insertPositionedEvents(
  manager: EntityManager,
  events: readonly PositionedEvent[],
): Promise<void> {
  return insertRowsOf(
    manager,
    events.map((event) => ({ ...event, ...undetailed })),
  );
}

function eventRowsOf(record: JournalRecord, remarkHashes: RemarkHashes): EventRow[] {
  const events = eventsOfRecord(record);
  if (record.kind !== 'decision' || events.length === 0) {
    return events.map((event) => ({ ...event, ...undetailed }));
  }
  const remarks = remarksOf(record);
  const verdicts = decodeVerdicts(record.verdicts);
  return events.map((event) => ({
    ...event,
    ...(isAttempt(event)
      ? attemptDetails(remarkHashes.hashOf(remarks[event.item] ?? null), verdicts[event.item])
      : undetailed),
    supportReference:
      event.kind === 'deny' && event.detail !== null ? supportReferenceOf(event.source, event.item) : null,
  }));
}

/** Each item has one attempt, which carries what is known of the item. */
function isAttempt({ kind }: PositionedEvent): boolean {
  return kind === 'response' || kind === 'agree' || kind === 'reject';
}

function attemptDetails(remarkHash: string | null, verdict: StoredVerdict | undefined) {
  const { matched = [] } = verdict ?? {};
  return { remarkHash, matched: matched.length === 0 ? null : JSON.stringify(matched) };
}

async function insertRowsOf(manager: EntityManager, rows: readonly EventRow[]): Promise<void> {
  if (rows.length === 0) return;
  const columns = {
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
    remark_hash: columnOf(rows, 'bytea', ({ remarkHash }) => remarkHash),
    remark_fold: columnOf(rows, 'smallint', ({ remarkHash }) => (remarkHash === null ? null : FOLD_VERSION)),
    matched: columnOf(rows, 'text', ({ matched }) => matched),
    support_reference: columnOf(rows, 'integer', ({ supportReference }) => supportReference),
  };
  await insertRows(manager, 'event', columns, {
    matched: `case when given.matched is not null
      then array(select jsonb_array_elements_text(given.matched::jsonb)) end`,
  });
}
