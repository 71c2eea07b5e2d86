import type { StateEvent } from '../../../moderation/state/state.js';
import type { Journal } from '../../journal/journal.js';
import { decodeRecord } from '../../journal/records/decode-record.js';
import { eventsOfRecord } from '../../journal/records/events-of-record.js';
import { JournalReader } from '../../journal/segments/journal-reader.js';
import { isBefore, type JournalPosition } from '../../journal/segments/segment.js';

const CHUNK = { bytes: 1024 ** 2, records: 500 };

/** The events of the journal between two positions, chunk by chunk; it ends early where the journal has no more. */
export async function* eventsBetween(
  journal: Journal,
  from: JournalPosition,
  to: JournalPosition,
): AsyncGenerator<readonly StateEvent[]> {
  const reader = new JournalReader(journal.directory);
  try {
    for (let at = from; isBefore(at, to);) {
      const chunk = await journal.read(reader, at, CHUNK);
      if (chunk === null) return;
      const events = chunk.payloads.flatMap(eventsIn);
      if (events.length > 0) yield events;
      at = chunk.nextPosition;
    }
  } finally {
    await reader.close();
  }
}

function eventsIn(payload: Buffer): readonly StateEvent[] {
  try {
    return eventsOfRecord(decodeRecord(payload));
  } catch {
    // The drain sets the record aside, and reports it.
    return [];
  }
}
