import { mkdir } from 'node:fs/promises';
import type { Clock } from '../../../runtime/clock.js';
import { SegmentWriter } from './segment-writer.js';
import { SEGMENT_START, type Segment } from './segment.js';

export interface AppenderOptions {
  readonly directory: string;
  readonly clock: Clock;
  /** A segment is closed when it would grow beyond this many bytes. */
  readonly segmentBytes: number;
  /** A segment is closed this long after it was begun, in milliseconds. */
  readonly rollMs: number;
  /** Hears of a segment when it is begun, and whenever it has grown. */
  readonly onChange: (segment: Segment) => void;
}

/** Appends to the last segment, and begins the next one when that is full, old or broken. */
export class SegmentAppender {
  private writer: SegmentWriter | null = null;
  /** When the segment was begun, in milliseconds since the epoch. */
  private begunAt = 0;

  /** @param last the highest number that a segment has had */
  constructor(
    private readonly options: AppenderOptions,
    private last: number,
  ) {}

  /** The number of the segment that is open; `null` when none is. */
  get openNumber(): number | null {
    return this.writer?.number ?? null;
  }

  /** The highest number that a segment has had. */
  get lastNumber(): number {
    return this.last;
  }

  /** Resolves once the bytes are durable; rejects when the disk refuses any of them. One call at a time. */
  async append(bytes: Buffer): Promise<void> {
    const writer = await this.writerFor(bytes.length);
    await writer.append(bytes);
    this.changed(writer);
  }

  /** Closes a segment that is old. Not while `append` runs. */
  async closeOld(): Promise<void> {
    if (this.writer !== null && this.isOld()) await this.close();
  }

  /** Begins a new segment next time when the file of the open one is gone or another. */
  async checkFile(): Promise<void> {
    const { writer } = this;
    if (writer !== null && !(await writer.isInPlace())) writer.broken = true;
  }

  async close(): Promise<void> {
    const { writer } = this;
    this.writer = null;
    // Everything that was appended is durable: an error of the file says nothing new.
    await writer?.close().catch(() => {});
  }

  private async writerFor(bytes: number): Promise<SegmentWriter> {
    const { writer } = this;
    if (writer !== null && !writer.broken && !this.isOld()) {
      if (writer.end === SEGMENT_START || writer.end + bytes <= this.options.segmentBytes) return writer;
    }
    this.last += 1;
    const { directory, clock } = this.options;
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const next = await SegmentWriter.create(directory, this.last);
    this.writer = next;
    this.begunAt = clock.now();
    this.changed(next);
    await writer?.close().catch(() => {});
    return next;
  }

  private isOld(): boolean {
    return this.options.clock.now() - this.begunAt >= this.options.rollMs;
  }

  private changed({ number, end }: SegmentWriter): void {
    this.options.onChange({ number, end, lastAt: this.options.clock.now() });
  }
}
