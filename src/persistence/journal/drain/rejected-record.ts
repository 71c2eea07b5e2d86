import { firstLine } from '../records/decode-record.js';
import type { RejectedRecord } from './record-sink.js';

/** Describes a record that was refused, as far as it can be read. */
export function rejectedRecordOf(payload: Buffer, error: unknown): RejectedRecord {
  const { kind, at } = membersOf(payload);
  return {
    kind: typeof kind === 'string' ? kind : 'unknown',
    receivedAt: typeof at === 'number' ? at : null,
    record: payload.toString('utf8'),
    error: error instanceof Error ? error.message : String(error),
  };
}

function membersOf(payload: Buffer): { readonly kind?: unknown; readonly at?: unknown } {
  try {
    const head = firstLine(payload);
    return typeof head === 'object' && head !== null ? head : {};
  } catch {
    return {};
  }
}
