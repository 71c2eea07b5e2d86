import type { BlocklistDeletionCallback } from '../../moderation/model/callback.js';
import { DecisionLog, type Kept } from '../../moderation/decision-log.js';
import type { Decision, ShadowMatch } from '../../moderation/model/decision.js';
import type { Log } from '../../runtime/log.js';
import { reasonOf } from '../../runtime/describe-error.js';
import { encodeDecision, encodeDeletion, encodeShadow } from './records/encode-record.js';
import { frameOf } from './segments/frame.js';
import type { Journal } from './journal.js';
import { OverflowRing } from './overflow-buffer.js';

const OVERFLOW_BYTES = 32 * 1024 ** 2;
const RETRY_MS = 500;
/** Frames of the ring that are tried in one go. */
const RETRIED_AT_ONCE = 256;

/** The decision log over the journal; what the disk refuses waits in memory. */
export class JournalLog extends DecisionLog {
  private readonly ring: OverflowRing;
  private readonly retry: NodeJS.Timeout;
  private retrying: Promise<void> | null = null;
  /** Frames that are neither in the ring nor on the disk. */
  private onTheWay = 0;

  constructor(
    private readonly journal: Journal,
    private readonly log: Log,
    private readonly engineVersion: string,
    overflowBytes: number = OVERFLOW_BYTES,
  ) {
    super();
    this.ring = new OverflowRing(overflowBytes);
    this.retry = setInterval(() => void this.retryRing(), RETRY_MS).unref();
  }

  /** Decisions that were answered and are not on the disk. Those in memory may get there yet. */
  get unrecorded(): number {
    return this.ring.unrecorded + this.onTheWay;
  }

  override async decided(decision: Decision): Promise<Kept> {
    const frame = frameOf(encodeDecision(decision, this.engineVersion));
    try {
      await this.journal.append(frame);
      return 'durable';
    } catch {
      this.ring.push(frame);
      return 'in-memory';
    }
  }

  override async deleted(callback: BlocklistDeletionCallback, duplicateOf: string | null): Promise<void> {
    if (callback.pairs.length === 0) return;
    await this.journal.append(frameOf(encodeDeletion(callback, duplicateOf)));
  }

  override shadowed(decision: Decision, matches: readonly ShadowMatch[]): void {
    if (matches.length === 0) return;
    this.journal.append(frameOf(encodeShadow(decision, matches))).catch((error: unknown) => {
      this.log.debug({ reason: reasonOf(error) }, 'shadow matches were not written down');
    });
  }

  /** Tries once more to get to the disk what is in memory, and closes the journal. */
  async close(): Promise<void> {
    clearInterval(this.retry);
    await this.retryRing();
    await this.journal.close();
    if (this.unrecorded > 0)
      this.log.error({ decisions: this.unrecorded }, 'decisions are lost: the disk refused them');
  }

  private async retryRing(): Promise<void> {
    this.retrying ??= this.emptyRing().finally(() => {
      this.retrying = null;
    });
    await this.retrying;
  }

  private async emptyRing(): Promise<void> {
    const first = this.ring.shift();
    if (first === undefined) return;
    // One alone shows whether the disk works again.
    if (!(await this.tryAgain(first))) return;
    while (this.ring.size > 0) {
      const frames: Buffer[] = [];
      for (let frame = this.ring.shift(); frame !== undefined; frame = this.ring.shift()) {
        frames.push(frame);
        if (frames.length === RETRIED_AT_ONCE) break;
      }
      const kept = await Promise.all(frames.map((frame) => this.tryAgain(frame)));
      if (kept.includes(false)) return;
    }
  }

  private async tryAgain(frame: Buffer): Promise<boolean> {
    this.onTheWay += 1;
    try {
      await this.journal.append(frame);
      this.journal.onLate();
      return true;
    } catch {
      this.ring.unshift(frame);
      return false;
    } finally {
      this.onTheWay -= 1;
    }
  }
}
