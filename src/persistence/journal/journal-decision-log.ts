import { DecisionLog, type Durability } from '../../moderation/decision-log.js';
import type { BlocklistDeletionCallback } from '../../moderation/model/callback.js';
import type { Decision, ShadowMatch } from '../../moderation/model/decision.js';
import { describeError } from '../../runtime/describe-error.js';
import type { Log } from '../../runtime/log.js';
import { withTimeout } from '../../runtime/timeout.js';
import type { RecordSink } from './drain/record-sink.js';
import { LIMITS, type Journal } from './journal.js';
import { OverdueRecorder, type UnsavedRecord } from './overdue-recorder.js';
import { OverflowBuffer } from './overflow-buffer.js';
import { encodeDecision, encodeDeletion, encodeShadow } from './records/encode-record.js';
import { encodeFrame } from './segments/frame.js';

const MAX_OVERFLOW_BYTES = 32 * 1024 ** 2;
const RETRY_MS = 500;
/** Frames of the overflow that are tried at a time. */
const RETRY_BATCH = 256;
/** A record that is not durable after this many milliseconds counts as unrecorded. */
const OVERDUE_MS = LIMITS.slowMs;
/** How long a stop waits for a disk that does not answer. */
const LAST_RETRY_MS = 5_000;

export interface DecisionLogOptions {
  readonly maxOverflowBytes?: number;
  /** Takes what the disk does not take in time; without it such records wait in memory. */
  readonly sink?: RecordSink;
}

/** The decision log over the journal. Records that the disk refuses, or does not take in time, go to the database or wait in memory. */
export class JournalDecisionLog extends DecisionLog {
  private readonly overflow: OverflowBuffer;
  private readonly retry: NodeJS.Timeout;
  private readonly overdue: OverdueRecorder | null;
  private retrying: Promise<void> | null = null;
  private wasSlow = false;
  /** Frames that were taken from the overflow, and are on their way to the disk. */
  private inFlight = 0;

  constructor(
    private readonly journal: Journal,
    private readonly log: Log,
    private readonly engineVersion: string,
    { maxOverflowBytes = MAX_OVERFLOW_BYTES, sink }: DecisionLogOptions = {},
  ) {
    super();
    this.overflow = new OverflowBuffer(maxOverflowBytes);
    this.retry = setInterval(() => this.tick(), RETRY_MS).unref();
    this.overdue =
      sink === undefined ? null : new OverdueRecorder((ms) => this.unsavedRecords(ms), sink, log);
  }

  /** Records of answers that are neither on the disk nor in the database: those in memory may get there yet. */
  get unrecorded(): number {
    let overdue = 0;
    for (const _ of this.journal.overdue(OVERDUE_MS)) overdue += 1;
    return overdue + this.overflow.unrecorded + this.inFlight;
  }

  override async recordDecision(decision: Decision): Promise<Durability> {
    const frame = encodeFrame(encodeDecision(decision, this.engineVersion));
    try {
      await this.journal.append(frame, true);
      return 'durable';
    } catch {
      this.overflow.push(frame);
      return 'in-memory';
    }
  }

  override async recordDeletion(
    callback: BlocklistDeletionCallback,
    duplicateOf: string | null,
  ): Promise<void> {
    if (callback.pairs.length === 0) return;
    await this.journal.append(encodeFrame(encodeDeletion(callback, duplicateOf)), true);
  }

  override recordShadowMatches(decision: Decision, matches: readonly ShadowMatch[]): void {
    if (matches.length === 0) return;
    this.journal.append(encodeFrame(encodeShadow(decision, matches))).catch((error: unknown) => {
      this.log.debug({ reason: describeError(error) }, 'shadow matches were not written down');
    });
  }

  /** Gives the disk a last chance to take what is in memory, then the database, and closes the journal. */
  async close(): Promise<void> {
    clearInterval(this.retry);
    await withTimeout(this.retryOverflow(), LAST_RETRY_MS, () => undefined);
    await this.journal.close();
    await this.overdue?.stop();
    if (this.unrecorded > 0)
      this.log.error({ decisions: this.unrecorded }, 'decisions are lost: the disk did not take them');
  }

  private tick(): void {
    const isSlow = this.journal.slow;
    if (isSlow && !this.wasSlow) {
      this.log.warn({ unrecorded: this.unrecorded }, 'the disk is slow: records of answers are late');
    }
    if (!isSlow && this.wasSlow) this.log.info({ unrecorded: this.unrecorded }, 'the disk keeps up again');
    this.wasSlow = isSlow;
    void this.retryOverflow();
  }

  private *unsavedRecords(ms: number): Generator<UnsavedRecord> {
    for (const frame of this.overflow.all()) yield { frame, markStored: () => this.overflow.remove(frame) };
    for (const entry of this.journal.overdue(ms)) {
      const markStored = () => {
        entry.isStored = true;
      };
      yield { frame: entry.frame, markStored };
    }
  }

  private async retryOverflow(): Promise<void> {
    this.retrying ??= this.drainOverflow().finally(() => {
      this.retrying = null;
    });
    await this.retrying;
  }

  private async drainOverflow(): Promise<void> {
    const first = this.overflow.shift();
    if (first === undefined) return;
    // One alone shows whether the disk works again.
    if (!(await this.retryFrame(first))) return;
    while (this.overflow.size > 0) {
      const frames: Buffer[] = [];
      for (let frame = this.overflow.shift(); frame !== undefined; frame = this.overflow.shift()) {
        frames.push(frame);
        if (frames.length === RETRY_BATCH) break;
      }
      const kept = await Promise.all(frames.map((frame) => this.retryFrame(frame)));
      if (kept.includes(false)) return;
    }
  }

  private async retryFrame(frame: Buffer): Promise<boolean> {
    this.inFlight += 1;
    try {
      await this.journal.append(frame);
      this.journal.onRetried();
      return true;
    } catch {
      this.overflow.unshift(frame);
      return false;
    } finally {
      this.inFlight -= 1;
    }
  }
}
