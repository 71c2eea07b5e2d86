import type { StateEvent } from '../../../src/moderation/state/state.js';
import type { EventTail } from '../../../src/persistence/state/memory/snapshot/snapshot-source.js';
import type { JournalPosition } from '../../../src/persistence/journal/segments/segment.js';

/** A tail that is a list; what lies before `first` was removed. */
export class ListedTail implements EventTail {
  readonly events: StateEvent[] = [];
  first = 0;

  nextPosition(): JournalPosition {
    return { segment: 1, offset: this.events.length };
  }

  async *eventsFrom({ offset }: JournalPosition): AsyncGenerator<readonly StateEvent[]> {
    if (offset < this.first) throw new Error('the journal does not reach back so far any more');
    const events = this.events.slice(offset);
    for (let start = 0; start < events.length; start += 3) {
      yield events.slice(start, start + 3);
      await Promise.resolve();
    }
  }
}
