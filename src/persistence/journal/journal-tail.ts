import type { StateEvent } from '../../moderation/state/state.js';
import { decodeHead } from './records/decode-record.js';
import { eventsOfHead } from './records/events-of-record.js';
import { JournalReader } from './segments/journal-reader.js';
import type { Journal } from './journal.js';
import { isBefore, type JournalPosition } from './segments/segment.js';

/** Read between two turns of the event loop: about a millisecond's work. */
const CHUNK = { bytes: 256 * 1024, records: 100 };

/** Reads the latest events from the journal, for a snapshot that is older than they are. */
export class JournalTail {
  constructor(private readonly journal: Journal) {}

  /** Nothing may be written into the data folder now. */
  get isRefusing(): boolean {
    return this.journal.isRefusing;
  }

  /** The position before every record that is still to come. */
  nextPosition(): JournalPosition {
    return this.journal.nextPosition();
  }

  /** Events recorded between a position and now. Rejects when the journal does not hold all of them any more. */
  async *eventsFrom(position: JournalPosition): AsyncGenerator<readonly StateEvent[]> {
    const end = this.journal.nextPosition();
    const reader = new JournalReader(this.journal.directory);
    try {
      for (let at = position; ;) {
        if (!this.journal.hasAllFrom(at)) throw new Error('the journal does not reach back so far any more');
        const chunk = isBefore(at, end) ? await this.journal.read(reader, at, CHUNK) : null;
        if (chunk === null) return;
        yield chunk.payloads.flatMap(eventsIn);
        at = chunk.nextPosition;
      }
    } finally {
      await reader.close();
    }
  }
}

function eventsIn(payload: Buffer): readonly StateEvent[] {
  try {
    return eventsOfHead(decodeHead(payload));
  } catch {
    // The drain rejects the record, and logs it.
    return [];
  }
}
