import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { RejectedRecord } from '../../journal/drain/record-sink.js';
import { escapeText } from '../../escape-text.js';

/** Keeps a record that the other tables refuse. */
export async function insertReject(
  manager: EntityManager,
  { kind, receivedAt, record, error }: RejectedRecord,
): Promise<void> {
  const at = receivedAt === null ? null : new Date(receivedAt);
  // The time may be the very value that was refused.
  const time = at === null || Number.isNaN(at.getTime()) ? null : at.toISOString();
  await manager.query(
    `insert into journal_reject (id, kind, received_at, record, error) values ($1, $2, $3, $4, $5)
     on conflict do nothing`,
    [idOf(record), kind, time, record.replaceAll('\0', '\\u0000'), escapeText(error)],
  );
}

/** The same for the same record, which may be rejected again after a crash. */
function idOf(record: string): string {
  return createHash('sha256').update(record).digest('hex').slice(0, 32);
}
