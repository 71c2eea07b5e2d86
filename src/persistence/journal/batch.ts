import { decodeRecord } from './decode.js';
import type { Reject } from './record-sink.js';
import type { JournalRecord } from './record.js';

/** A record with the bytes it was read from. */
export interface ReadRecord {
  readonly payload: Buffer;
  readonly record: JournalRecord;
}

/** What was read at once: records, and payloads that are none. */
export interface Batch {
  readonly records: readonly ReadRecord[];
  readonly unreadable: readonly Reject[];
}

export function batchOf(payloads: readonly Buffer[]): Batch {
  const records: ReadRecord[] = [];
  const unreadable: Reject[] = [];
  for (const payload of payloads) {
    try {
      records.push({ payload, record: decodeRecord(payload) });
    } catch (error) {
      const record = payload.toString('utf8');
      unreadable.push({ kind: 'unknown', receivedAt: null, record, error: String(error) });
    }
  }
  return { records, unreadable };
}

export function rejectOf({ payload, record }: ReadRecord, error: unknown): Reject {
  return {
    kind: record.kind,
    receivedAt: record.head.at,
    record: payload.toString('utf8'),
    error: error instanceof Error ? error.message : String(error),
  };
}
