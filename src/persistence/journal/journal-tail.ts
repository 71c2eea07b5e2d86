import type { StateEvent } from '../../moderation/state/state.js';
import { decodeHead } from './records/decode-record.js';
import { eventsOfHead } from './records/events-of-record.js';
import { JournalReader } from './segments/journal-reader.js';
import type { Journal } from './journal.js';
import { isBefore, type JournalPosition } from './segments/segment.js';

/** So much is read between two turns of the event loop: about a millisecond. */
const CHUNK = { bytes: 256 * 1024, records: 100 };

/** The latest events as the journal has them, for whoever remembers what was before. */
export class JournalTail {
  constructor(private readonly journal: Journal) {}

  /** A place before everything that is still to be recorded. */
  nextPosition(): JournalPosition {
    return this.journal.nextPosition();
  }

  /** Events recorded between a place and now. Rejects when the journal has not all of them any more. */
  async *eventsFrom(place: JournalPosition): AsyncGenerator<readonly StateEvent[]> {
    const end = this.journal.nextPosition();
    const reader = new JournalReader(this.journal.directory);
    try {
      for (let at = place; ;) {
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
    // The drain keeps it aside, and says so.
    return [];
  }
}
