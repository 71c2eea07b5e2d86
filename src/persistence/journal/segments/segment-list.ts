import { errorCode } from '../../../runtime/error-code.js';
import type { Log } from '../../../runtime/log.js';
import type { DamagedSegments } from './damaged-segments.js';
import type { Chunk, ChunkSize, JournalReader } from './journal-reader.js';
import { bytesAfter, isPast, SEGMENT_START, type JournalPosition, type Segment } from './segment.js';

/** A chunk that may lie in a later segment than it was read from. */
export type PositionedChunk = Pick<Chunk, 'payloads' | 'damagedBytes'> & {
  readonly nextPosition: JournalPosition;
};

/** Segments that are kept in any case. */
interface Kept {
  /** Milliseconds since the epoch: those whose last record was appended later. */
  readonly since: number;
  readonly openNumber: number | null;
  /** Those that the shared state has not got, while no more bytes than this follow. */
  readonly sharedBytes: number;
}

/** The segments that are on the disk, oldest first. */
export class SegmentList {
  constructor(
    private segments: readonly Segment[],
    private readonly damaged: DamagedSegments,
    private readonly log: Log,
  ) {}

  get all(): readonly Segment[] {
    return this.segments;
  }

  /** Takes what is new of a segment that is appended to. */
  update(segment: Segment): void {
    this.segments = [...this.segments.filter(({ number }) => number !== segment.number), segment];
  }

  remove(segments: readonly Segment[]): void {
    this.segments = this.segments.filter((segment) => !segments.includes(segment));
  }

  /** The segments that are old, and that the database and the shared state have. */
  removable(
    drained: JournalPosition,
    shared: { has(segment: Segment): boolean },
    { since, openNumber, sharedBytes }: Kept,
  ): readonly Segment[] {
    const bytesFrom = ({ number }: Segment) =>
      bytesAfter(this.segments, { segment: number, offset: SEGMENT_START });
    return this.segments.filter(
      (segment) =>
        segment.number !== openNumber &&
        segment.lastAt <= since &&
        isPast(segment, drained) &&
        (shared.has(segment) || bytesFrom(segment) > sharedBytes),
    );
  }

  /** The start of the first segment; `null` when there is none. */
  start(): JournalPosition | null {
    const [first] = this.segments;
    return first === undefined ? null : { segment: first.number, offset: SEGMENT_START };
  }

  /** The end of the last segment; `null` when there is none. */
  end(): JournalPosition | null {
    const last = this.segments.at(-1);
    return last === undefined ? null : { segment: last.number, offset: last.end };
  }

  /** Whether every record after a position is still there. @param lastNumber the highest number that a segment has had */
  hasAllFrom(position: JournalPosition, lastNumber: number): boolean {
    const later = this.segments.filter(({ number }) => number >= position.segment);
    if (later.length === 0) return lastNumber < position.segment;
    return later.every(({ number }, i) => number === position.segment + i);
  }

  /** Whether no record lies between two positions. */
  isEmptyBetween(from: JournalPosition, to: JournalPosition): boolean {
    const before = this.segments
      .filter(({ number }) => number <= to.segment)
      .map((segment) => (segment.number === to.segment ? { ...segment, end: to.offset } : segment));
    return bytesAfter(before, from) === 0;
  }

  /** Reads some of the records after `from`; `null` when there are none. */
  async read(reader: JournalReader, from: JournalPosition, size: ChunkSize): Promise<PositionedChunk | null> {
    for (const segment of this.segments) {
      if (segment.number < from.segment) continue;
      const position =
        segment.number === from.segment ? from : { segment: segment.number, offset: SEGMENT_START };
      const chunk = await this.readChunk(reader, segment, position, size);
      if (chunk === null || (chunk.payloads.length === 0 && chunk.damagedBytes === 0)) continue;
      const { payloads, damagedBytes, next } = chunk;
      if (damagedBytes > 0) await this.damaged.keep(segment.number);
      return { payloads, damagedBytes, nextPosition: { segment: segment.number, offset: next } };
    }
    return null;
  }

  /** `null` for a file that is gone. */
  private async readChunk(
    reader: JournalReader,
    segment: Segment,
    position: JournalPosition,
    size: ChunkSize,
  ): Promise<Chunk | null> {
    try {
      return await reader.read(segment, position, size);
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error;
      const lost = this.segments.find(({ number }) => number === segment.number);
      if (lost !== undefined) {
        const { number, end } = lost;
        this.log.error({ segment: number, bytes: end - position.offset }, 'a segment of the journal is gone');
        this.remove([lost]);
      }
      return null;
    }
  }
}
