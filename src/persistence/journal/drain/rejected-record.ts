import { decodeHead } from '../records/decode-record.js';
import type { JournalHead } from '../records/record.js';
import type { RejectedRecord } from './record-sink.js';

/** What is kept of a record that was refused. */
export function rejectedRecordOf(payload: Buffer, error: unknown): RejectedRecord {
  const head = tryDecodeHead(payload);
  return {
    kind: head?.kind ?? 'unknown',
    receivedAt: head?.at ?? null,
    record: payload.toString('utf8'),
    error: error instanceof Error ? error.message : String(error),
  };
}

/** Only the first line of a record; `null` for what is none. */
export function tryDecodeHead(payload: Buffer): JournalHead | null {
  try {
    return decodeHead(payload);
  } catch {
    return null;
  }
}
