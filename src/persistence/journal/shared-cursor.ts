import type { Log } from '../../runtime/log.js';
import { readCursor } from './open-folder.js';
import { writeCursor } from './segments/cursor-file.js';
import { isPast, type JournalPosition, type Segment } from './segments/segment.js';
import type { SegmentList } from './segments/segment-list.js';

/** How far the state that replicas share has come in the journal. It keeps nothing until it is tracked. */
export class SharedCursor {
  private noted: JournalPosition | null = null;
  /** A segment was removed that the shared state has not got. */
  hasGap = false;

  constructor(
    private readonly directory: string,
    private readonly log: Log,
  ) {}

  /** The position up to which the shared state has everything; `null` when there is none. */
  get position(): JournalPosition | null {
    return this.noted;
  }

  /** Whether the shared state has a whole segment, or there is none. */
  has(segment: Segment): boolean {
    return this.noted === null || isPast(segment, this.noted);
  }

  async track(segments: SegmentList, end: JournalPosition): Promise<void> {
    const noted = await readCursor(this.directory, 'shared', segments.all, this.log);
    const start = segments.start();
    this.noted = noted ?? start ?? end;
    this.hasGap = noted !== null && start !== null && noted.segment < start.segment;
  }

  async advance(to: JournalPosition): Promise<void> {
    this.noted = to;
    await writeCursor(this.directory, 'shared', to, this.log);
  }
}
