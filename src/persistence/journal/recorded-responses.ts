import type { FriendResponseCallback } from '../../moderation/model/callback.js';
import type { Problem } from '../../moderation/model/problem.js';
import { errorCode } from '../../runtime/error-code.js';
import { callbackOf, decodeRecord, decodeVerdicts, tryDecodeHead } from './records/decode-record.js';
import { JournalReader } from './segments/journal-reader.js';
import type { Journal } from './journal.js';
import { SEGMENT_START, type Segment } from './segments/segment.js';

interface RecordedDelivery {
  readonly id: string;
  readonly appId: string;
  readonly fingerprint: string;
  /** Milliseconds since the epoch: the time of receipt. */
  readonly at: number;
}

/** A response that was sent, with what is needed to send it again. */
export type RecordedResponse =
  | (RecordedDelivery & {
      readonly kind: 'decision';
      readonly callback: FriendResponseCallback;
      readonly verdicts: readonly { readonly code: number }[];
    })
  | (RecordedDelivery & { readonly kind: 'deletion'; readonly problems: readonly Problem[] });

const CHUNK = { bytes: 1024 ** 2, records: 1_000 };

/**
 * Reads the responses sent since a moment (milliseconds since the epoch) that the journal still has, without those to copies.
 * Call it at the start, before the first append.
 */
export async function* recordedResponses(journal: Journal, since: number): AsyncGenerator<RecordedResponse> {
  const reader = new JournalReader(journal.directory);
  try {
    for (const segment of journal.listSegments()) {
      if (segment.lastAt < since) continue;
      yield* responsesInSegment(reader, segment, since);
    }
  } finally {
    await reader.close();
  }
}

async function* responsesInSegment(
  reader: JournalReader,
  segment: Segment,
  since: number,
): AsyncGenerator<RecordedResponse> {
  let offset = SEGMENT_START;
  while (offset < segment.end) {
    const chunk = await reader
      .read(segment, { segment: segment.number, offset }, CHUNK)
      .catch((error: unknown) => {
        // The sweep has removed the segment: its responses are too old for copies.
        if (errorCode(error) === 'ENOENT') return null;
        throw error;
      });
    if (chunk === null) return;
    for (const payload of chunk.payloads) yield* responsesInRecord(payload, since);
    offset = chunk.next;
  }
}

function* responsesInRecord(payload: Buffer, since: number): Generator<RecordedResponse> {
  const head = tryDecodeHead(payload);
  // A payload that is no record is for the drain to report.
  if (head === null || head.kind === 'shadow' || head.at < since || head.duplicateOf !== null) return;
  const { id, appId, fingerprint, at } = head;
  if (head.kind === 'deletion') {
    yield { kind: 'deletion', id, appId, fingerprint, at, problems: head.problems };
    return;
  }
  const record = decodeRecord(payload);
  if (record.kind !== 'decision') return;
  const verdicts = decodeVerdicts(record.verdicts);
  yield { kind: 'decision', id, appId, fingerprint, at, callback: callbackOf(record), verdicts };
}
