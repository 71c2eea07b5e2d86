import type { BlocklistDeletionCallback } from '../../moderation/model/callback.js';
import { DecisionLog, type Durability } from '../../moderation/decision-log.js';
import type { Decision, ShadowMatch } from '../../moderation/model/decision.js';
import type { Log } from '../../runtime/log.js';
import { describeError } from '../../runtime/describe-error.js';
import { encodeDecision, encodeDeletion, encodeShadow } from './records/encode-record.js';
import { encodeFrame } from './segments/frame.js';
import type { Journal } from './journal.js';
import { OverflowBuffer } from './overflow-buffer.js';

const MAX_OVERFLOW_BYTES = 32 * 1024 ** 2;
const RETRY_MS = 500;
/** Frames of the ring that are tried in one go. */
const RETRY_BATCH = 256;

/** The decision log over the journal; what the disk refuses waits in memory. */
export class JournalDecisionLog extends DecisionLog {
  private readonly overflow: OverflowBuffer;
  private readonly retry: NodeJS.Timeout;
  private retrying: Promise<void> | null = null;
  /** Frames that are neither in the ring nor on the disk. */
  private inFlight = 0;

  constructor(
    private readonly journal: Journal,
    private readonly log: Log,
    private readonly engineVersion: string,
    overflowBytes: number = MAX_OVERFLOW_BYTES,
  ) {
    super();
    this.overflow = new OverflowBuffer(overflowBytes);
    this.retry = setInterval(() => void this.retryOverflow(), RETRY_MS).unref();
  }

  /** Decisions that were answered and are not on the disk. Those in memory may get there yet. */
  get unrecorded(): number {
    return this.overflow.unrecorded + this.inFlight;
  }

  override async recordDecision(decision: Decision): Promise<Durability> {
    const frame = encodeFrame(encodeDecision(decision, this.engineVersion));
    try {
      await this.journal.append(frame);
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
    await this.journal.append(encodeFrame(encodeDeletion(callback, duplicateOf)));
  }

  override recordShadowMatches(decision: Decision, matches: readonly ShadowMatch[]): void {
    if (matches.length === 0) return;
    this.journal.append(encodeFrame(encodeShadow(decision, matches))).catch((error: unknown) => {
      this.log.debug({ reason: describeError(error) }, 'shadow matches were not written down');
    });
  }

  /** Tries once more to get to the disk what is in memory, and closes the journal. */
  async close(): Promise<void> {
    clearInterval(this.retry);
    await this.retryOverflow();
    await this.journal.close();
    if (this.unrecorded > 0)
      this.log.error({ decisions: this.unrecorded }, 'decisions are lost: the disk refused them');
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
