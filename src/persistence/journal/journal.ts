import { withTimeout } from '../../runtime/timeout.js';
import { removeFile } from '../data-dir/remove-file.js';
import { AppendQueue, type PendingAppend } from './append-queue.js';
import { LIMITS, type JournalDependencies, type JournalLimits } from './journal-limits.js';
import { openFolder, type OpenedFolder } from './open-folder.js';
import { writeCursor } from './segments/cursor-file.js';
import { DamagedSegments } from './segments/damaged-segments.js';
import type { ChunkSize, JournalReader } from './segments/journal-reader.js';
import { SegmentAppender } from './segments/segment-appender.js';
import { segmentPath } from './segments/segment-file.js';
import { SegmentList, type PositionedChunk } from './segments/segment-list.js';
import { bytesAfter, SEGMENT_START, type JournalPosition, type Segment } from './segments/segment.js';
import { SharedCursor } from './shared-cursor.js';

export { LIMITS, type JournalLimits } from './journal-limits.js';

/** The local append-only record between the answer and the database. */
export class Journal {
  private readonly limits: JournalLimits;
  private readonly queue: AppendQueue;
  private readonly appender: SegmentAppender;
  private readonly segments: SegmentList;
  private readonly damaged: DamagedSegments;
  private readonly shared: SharedCursor;
  private drained: JournalPosition;
  private records: number;
  private refusal: string | null = null;
  /** Called whenever records have become durable. */
  onDurable: () => void = () => {};
  /** Called after each write with the time that it took. */
  onWrite: (seconds: number) => void = () => {};
  /** Called when a record has become durable that the disk had refused before. */
  onRetried: () => void = () => {};

  private constructor(
    readonly directory: string,
    private readonly deps: JournalDependencies,
    opened: OpenedFolder,
  ) {
    const { log, clock } = deps;
    this.limits = deps.limits ?? LIMITS;
    this.drained = opened.drained;
    this.records = opened.records;
    this.damaged = new DamagedSegments(directory, opened.damaged, log);
    this.segments = new SegmentList(opened.segments, this.damaged, log);
    this.shared = new SharedCursor(directory, log);
    const onChange = (segment: Segment) => this.segments.update(segment);
    this.appender = new SegmentAppender({ directory, clock, ...this.limits, onChange }, opened.lastNumber);
    const onWrite = (seconds: number) => this.onWrite(seconds);
    this.queue = new AppendQueue((frames) => this.write(frames), this.limits, { log, clock, onWrite });
  }

  /** Opens the journal in a folder, makes both where they are missing, and mends what a crash or the disk has damaged. */
  static async open(directory: string, deps: JournalDependencies): Promise<Journal> {
    return new Journal(directory, deps, await openFolder(directory, deps.log));
  }

  /**
   * Resolves once the record is on the disk; rejects when the disk refuses it, and then it is not in the journal.
   * @param isCounted an answer depends on the record: `overdue` tells of it
   */
  append(frame: Buffer, isCounted = false): Promise<void> {
    if (this.refusal !== null) return Promise.reject(new Error(this.refusal));
    return this.queue.append(frame, isCounted);
  }

  /** Refuses every append from now on, for a reason; `null` takes them again. */
  refuse(reason: string | null): void {
    this.refusal = reason;
  }

  /** Appends are refused: the data folder is gone or another. */
  get isRefusing(): boolean {
    return this.refusal !== null;
  }

  /** The counted records that have waited for the disk for so many milliseconds, and that the database has not got. */
  overdue(ms: number): Generator<PendingAppend> {
    return this.queue.overdue(ms);
  }

  /** Records that wait for the database, and their bytes. */
  backlog(): { readonly records: number; readonly bytes: number } {
    return { records: this.records, bytes: bytesAfter(this.segments.all, this.drained) };
  }

  /** The disk refused the last append. */
  get full(): boolean {
    return this.queue.lastWriteFailed || this.refusal !== null;
  }

  /** A record is overdue now, or a write took too long a short while ago. */
  get slow(): boolean {
    return this.queue.isSlow;
  }

  /** Segments that are set aside since they, or parts of them, hold no records. */
  get damagedSegments(): number {
    return this.damaged.count;
  }

  /** The position up to which the database has everything. */
  get cursor(): JournalPosition {
    return this.drained;
  }

  /** The end of what is durable now. */
  end(): JournalPosition {
    return this.segments.end() ?? this.drained;
  }

  /** A position before every record that is still to come, in the segment that will hold the first of them. */
  nextPosition(): JournalPosition {
    const end = this.segments.end();
    if (end !== null && end.segment === this.appender.openNumber) return end;
    return { segment: Math.max(end?.segment ?? 0, this.drained.segment) + 1, offset: SEGMENT_START };
  }

  /** Whether every record after a position is still there. */
  hasAllFrom(position: JournalPosition): boolean {
    return this.segments.hasAllFrom(position, this.appender.lastNumber);
  }

  /** Whether the database has every record before a position. */
  hasDrained(to: JournalPosition): boolean {
    return this.segments.isEmptyBetween(this.drained, to);
  }

  /** The segments that are on the disk, oldest first. */
  listSegments(): readonly Segment[] {
    return this.segments.all;
  }

  /** Reads some of the records after `from`; `null` when there are none. */
  read(reader: JournalReader, from: JournalPosition, size: ChunkSize): Promise<PositionedChunk | null> {
    return this.segments.read(reader, from, size);
  }

  /** Notes that the database has everything up to `to`, and that this was so many records more. */
  async advance(to: JournalPosition, records: number): Promise<void> {
    this.drained = to;
    // Damaged bytes may have been counted as records.
    this.records = this.hasDrained(this.end()) ? 0 : Math.max(0, this.records - records);
    await writeCursor(this.directory, 'drained', to, this.deps.log);
  }

  /** Keeps segments, from now on, until the shared state has them, too. */
  trackSharedState(): Promise<void> {
    return this.shared.track(this.segments, this.end());
  }

  /** The position up to which the shared state has everything; `null` when there is none. */
  get sharedCursor(): JournalPosition | null {
    return this.shared.position;
  }

  /** Notes that the shared state has everything up to `to`: more than before or, when it lost something, less. */
  advanceSharedCursor(to: JournalPosition): Promise<void> {
    return this.shared.advance(to);
  }

  /** A segment was removed that the shared state has not got: it has to be filled from the database. */
  get sharedGap(): boolean {
    return this.shared.hasGap;
  }

  set sharedGap(hasGap: boolean) {
    this.shared.hasGap = hasGap;
  }

  /** Closes a segment that was begun long ago, and removes those that are old, and that the database and the shared state have. */
  async sweep(): Promise<void> {
    const now = this.deps.clock.now();
    if (this.queue.isIdle) await this.appender.closeOld();
    const { keepMs, damagedMs, sharedBytes } = this.limits;
    const kept = { since: now - keepMs, openNumber: this.appender.openNumber, sharedBytes };
    const old = this.segments.removable(this.drained, this.shared, kept);
    if (!old.every((segment) => this.shared.has(segment))) this.shared.hasGap = true;
    for (const { number } of old) await removeFile(segmentPath(this.directory, number));
    this.segments.remove(old);
    await this.damaged.sweep(now - damagedMs);
  }

  /** Begins a new segment next time when the file of the open one was removed or replaced. */
  checkFile(): Promise<void> {
    return this.appender.checkFile();
  }

  /** Writes what is pending, as far as the disk takes it in time, and takes no more. */
  async close(): Promise<void> {
    const closed = this.queue.close().then(() => this.appender.close());
    await withTimeout(closed, this.limits.closeMs, () => undefined);
  }

  private async write(frames: readonly Buffer[]): Promise<void> {
    await this.appender.append(Buffer.concat(frames));
    this.records += frames.length;
    this.onDurable();
  }
}
