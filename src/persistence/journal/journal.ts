import { mkdir } from 'node:fs/promises';
import type { Clock } from '../../runtime/clock.js';
import type { Log } from '../../runtime/log.js';
import { describeError } from '../../runtime/describe-error.js';
import { removeFile } from '../data-dir/remove-file.js';
import { AppendQueue, type GroupLimits } from './append-queue.js';
import { CursorFile } from './segments/cursor-file.js';
import type { Chunk, ChunkSize, JournalReader } from './segments/journal-reader.js';
import { countRecords, recoverTail, closedSegment } from './segments/recovery.js';
import { segmentNumbers, segmentPath } from './segments/segment-file.js';
import { SegmentWriter } from './segments/segment-writer.js';
import { bytesAfter, SEGMENT_START, type JournalPosition, type Segment } from './segments/segment.js';

export interface JournalLimits extends GroupLimits {
  /** A segment is closed when it would grow beyond this many bytes. */
  readonly segmentBytes: number;
  /** A drained segment is kept this long, for the answers that copies of its packets get. */
  readonly keepMs: number;
  /** Beyond so many bytes the shared state is not waited for any more. */
  readonly sharedBytes: number;
}

export const LIMITS: JournalLimits = {
  segmentBytes: 16 * 1024 ** 2,
  maxGroupBytes: 4 * 1024 ** 2,
  minIntervalMs: 3,
  keepMs: 60_000,
  sharedBytes: 1024 ** 3,
};

/** The local append-only record between the answer and the database. Callers that come while a sync runs share the next one. */
export class Journal {
  private readonly queue: AppendQueue;
  private writer: SegmentWriter | null = null;
  private records = 0;
  private lastNumber: number;
  private shared: JournalPosition | null = null;
  /** Told whenever records have become durable. */
  onDurable: () => void = () => {};
  /** Told when a record has become durable that the disk had refused before. */
  onRetried: () => void = () => {};
  /** Something was removed that the shared state has not got: it has to be filled from the database. */
  sharedGap = false;

  private constructor(
    readonly directory: string,
    private readonly outside: { readonly log: Log; readonly clock: Clock; readonly limits: JournalLimits },
    private segments: readonly Segment[],
    private drained: JournalPosition,
  ) {
    this.lastNumber = Math.max(segments.at(-1)?.number ?? 0, drained.segment);
    this.queue = new AppendQueue((frames) => this.write(frames), outside.limits, outside);
  }

  /** Opens the journal in a folder, and makes both where they are missing. Cuts off what a crash left half written. */
  static async open(
    directory: string,
    outside: { readonly log: Log; readonly clock: Clock; readonly limits?: JournalLimits },
  ): Promise<Journal> {
    await mkdir(directory, { recursive: true });
    const segments = await recoverSegments(directory, outside.log);
    const remembered = await new CursorFile(directory, 'drained').read();
    const drained = remembered ?? { segment: segments[0]?.number ?? 0, offset: SEGMENT_START };
    const journal = new Journal(directory, { limits: LIMITS, ...outside }, segments, drained);
    for (const segment of segments) {
      if (segment.number < drained.segment) continue;
      const offset = segment.number === drained.segment ? drained.offset : SEGMENT_START;
      journal.records += await countRecords(directory, segment, offset);
    }
    return journal;
  }

  /** Resolves once the record is on the disk; rejects when the disk refuses it, and then it is not in the journal. */
  append(frame: Buffer): Promise<void> {
    return this.queue.append(frame);
  }

  /** Records that wait for the database, and their bytes. */
  backlog(): { readonly records: number; readonly bytes: number } {
    return { records: this.records, bytes: bytesAfter(this.segments, this.drained) };
  }

  /** The disk refused the last append. */
  get full(): boolean {
    return this.queue.lastWriteFailed;
  }

  /** Up to where the database has everything. */
  get cursor(): JournalPosition {
    return this.drained;
  }

  /** The end of what is durable now. */
  end(): JournalPosition {
    const last = this.segments.at(-1);
    return last === undefined ? this.drained : { segment: last.number, offset: last.end };
  }

  /** A place before every record that is still to come, in a segment that will hold the first of them. */
  nextPosition(): JournalPosition {
    const last = this.segments.at(-1);
    if (last !== undefined && last.number === this.writer?.number) return this.end();
    return { segment: Math.max(last?.number ?? 0, this.drained.segment) + 1, offset: SEGMENT_START };
  }

  /** Whether nothing behind a place was removed. */
  hasAllFrom(place: JournalPosition): boolean {
    const behind = this.segments.filter(({ number }) => number >= place.segment);
    if (behind.length === 0) return this.lastNumber < place.segment;
    return behind.every(({ number }, i) => number === place.segment + i);
  }

  /** Whether the database has every record before a place. */
  hasDrained(to: JournalPosition): boolean {
    const before = this.segments
      .filter(({ number }) => number <= to.segment)
      .map((segment) => (segment.number === to.segment ? { ...segment, end: to.offset } : segment));
    return bytesAfter(before, this.drained) === 0;
  }

  /** The segments that are on the disk, oldest first. */
  listSegments(): readonly Segment[] {
    return this.segments;
  }

  /** Some of the records behind `from`, and where they end; `null` when there are none. */
  async read(
    reader: JournalReader,
    from: JournalPosition,
    size: ChunkSize,
  ): Promise<(Omit<Chunk, 'next'> & { readonly nextPosition: JournalPosition }) | null> {
    for (const segment of this.segments) {
      if (segment.number < from.segment) continue;
      const place =
        segment.number === from.segment ? from : { segment: segment.number, offset: SEGMENT_START };
      const chunk = await reader.read(segment, place, size);
      if (chunk.payloads.length === 0 && chunk.damagedBytes === 0) continue;
      return { ...chunk, nextPosition: { segment: segment.number, offset: chunk.next } };
    }
    return null;
  }

  /** Says that the database has everything up to `to`, which was so many records more. */
  async advance(to: JournalPosition, records: number): Promise<void> {
    this.drained = to;
    // What was damaged was counted, and is no record.
    this.records = this.hasDrained(this.end()) ? 0 : Math.max(0, this.records - records);
    await new CursorFile(this.directory, 'drained').write(to).catch((error: unknown) => {
      this.outside.log.debug(
        { reason: describeError(error) },
        'the place up to which the journal is drained was not noted',
      );
    });
  }

  /** From now on keeps what the shared state has not got, besides the database. */
  async trackSharedState(): Promise<void> {
    const [first] = this.segments;
    const start = first === undefined ? this.end() : { segment: first.number, offset: SEGMENT_START };
    const noted = await new CursorFile(this.directory, 'shared').read();
    this.shared = noted ?? start;
    this.sharedGap = noted !== null && first !== undefined && noted.segment < first.number;
  }

  /** Up to where the shared state has everything; `null` when there is none. */
  get sharedCursor(): JournalPosition | null {
    return this.shared;
  }

  /** Says that the shared state has everything up to `to`: more than before or, when it lost something, less. */
  async advanceSharedCursor(to: JournalPosition): Promise<void> {
    this.shared = to;
    await new CursorFile(this.directory, 'shared').write(to).catch((error: unknown) => {
      this.outside.log.debug(
        { reason: describeError(error) },
        'the place up to which the shared state is was not noted',
      );
    });
  }

  /** Removes segments that are old, and that the database and the shared state have. */
  async sweep(): Promise<void> {
    const { clock, limits } = this.outside;
    const isShared = (segment: Pick<Segment, 'number' | 'end'>) =>
      this.shared === null || isBehind(segment, this.shared);
    const bytesBehind = (number: number) =>
      bytesAfter(this.segments, { segment: number, offset: SEGMENT_START });
    const old = this.segments.filter(
      ({ number, end, lastAt }) =>
        number !== this.writer?.number &&
        lastAt <= clock.now() - limits.keepMs &&
        isBehind({ number, end }, this.drained) &&
        (isShared({ number, end }) || bytesBehind(number) > limits.sharedBytes),
    );
    if (!old.every(isShared)) this.sharedGap = true;
    for (const { number } of old) await removeFile(segmentPath(this.directory, number));
    this.segments = this.segments.filter((segment) => !old.includes(segment));
  }

  /** Writes what is pending, and takes no more. */
  async close(): Promise<void> {
    await this.queue.close();
    await this.writer?.close();
    this.writer = null;
  }

  private async write(frames: readonly Buffer[]): Promise<void> {
    const bytes = Buffer.concat(frames);
    const writer = await this.writerFor(bytes.length);
    await writer.append(bytes);
    this.records += frames.length;
    this.note({ number: writer.number, end: writer.end, lastAt: this.outside.clock.now() });
    this.onDurable();
  }

  private async writerFor(bytes: number): Promise<SegmentWriter> {
    const writer = this.writer;
    if (writer !== null && !writer.broken) {
      if (writer.end === SEGMENT_START || writer.end + bytes <= this.outside.limits.segmentBytes)
        return writer;
    }
    this.lastNumber += 1;
    const next = await SegmentWriter.create(this.directory, this.lastNumber);
    this.writer = next;
    this.note({ number: next.number, end: next.end, lastAt: this.outside.clock.now() });
    // It has nothing to write any more; what its file says on closing is no news.
    await writer?.close().catch(() => {});
    return next;
  }

  private note(segment: Segment): void {
    const others = this.segments.filter(({ number }) => number !== segment.number);
    this.segments = [...others, segment];
  }
}

function isBehind({ number, end }: Pick<Segment, 'number' | 'end'>, place: JournalPosition): boolean {
  return number < place.segment || end <= (number === place.segment ? place.offset : SEGMENT_START);
}

async function recoverSegments(directory: string, log: Log): Promise<Segment[]> {
  const numbers = await segmentNumbers(directory);
  const segments: Segment[] = [];
  for (const number of numbers) {
    if (number !== numbers.at(-1)) {
      segments.push(await closedSegment(directory, number));
      continue;
    }
    const { segment, cut } = await recoverTail(directory, number);
    if (cut > 0) log.warn({ segment: number, bytes: cut }, 'cut a half-written tail off the journal');
    segments.push(segment);
  }
  return segments;
}
