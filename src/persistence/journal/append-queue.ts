import type { Clock } from '../../runtime/clock.js';
import type { Log } from '../../runtime/log.js';
import { describeError } from '../../runtime/describe-error.js';

export interface GroupLimits {
  /** At most this many bytes share one write. */
  readonly maxGroupBytes: number;
  /** Milliseconds from the beginning of one write to that of the next, at least. */
  readonly minIntervalMs: number;
}

interface PendingAppend {
  readonly frame: Buffer;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Gathers what is appended at about the same time: callers that come while a write runs, or soon after one began, share the next
 * one.
 */
export class AppendQueue {
  private pending: PendingAppend[] = [];
  private flushing: Promise<void> | null = null;
  private closed = false;
  private failed = false;
  /** `Clock.micros()` when the last write began. */
  private writtenAt = -Infinity;

  /** @param write makes all of a group durable, or none */
  constructor(
    private readonly write: (frames: readonly Buffer[]) => Promise<void>,
    private readonly limits: GroupLimits,
    private readonly outside: { readonly log: Log; readonly clock: Clock },
  ) {}

  /** The last write failed. */
  get lastWriteFailed(): boolean {
    return this.failed;
  }

  /** Resolves once the frame is durable; rejects when its group was refused. */
  append(frame: Buffer): Promise<void> {
    if (this.closed) return Promise.reject(new Error('the journal is closed'));
    return new Promise((durable, refused) => {
      this.pending.push({ frame, resolve: durable, reject: refused });
      this.flushing ??= this.flush();
    });
  }

  /** Writes what is pending, and takes no more. */
  async close(): Promise<void> {
    this.closed = true;
    await this.flushing;
  }

  /** Never rejects: who appended hears of it. */
  private async flush(): Promise<void> {
    // Lets everything that is appended in this turn of the event loop share the first write.
    await Promise.resolve();
    while (this.pending.length > 0) {
      await this.waitForInterval();
      const group = this.takeGroup();
      try {
        await this.write(group.map(({ frame }) => frame));
        this.failed = false;
        for (const { resolve } of group) resolve();
      } catch (error) {
        if (!this.failed)
          this.outside.log.error({ reason: describeError(error) }, 'the disk refuses the journal');
        this.failed = true;
        for (const { reject } of group) reject(error);
      }
    }
    this.flushing = null;
  }

  /** A write costs the same for one as for many: those that come one after the other wait a moment for each other. */
  private async waitForInterval(): Promise<void> {
    const { clock } = this.outside;
    const left = this.limits.minIntervalMs - (clock.micros() - this.writtenAt) / 1_000;
    if (left > 0 && !this.closed) await new Promise((resolve) => setTimeout(resolve, left));
    this.writtenAt = clock.micros();
  }

  private takeGroup(): PendingAppend[] {
    let bytes = 0;
    let count = 0;
    for (const { frame } of this.pending) {
      if (count > 0 && bytes + frame.length > this.limits.maxGroupBytes) break;
      bytes += frame.length;
      count += 1;
    }
    return this.pending.splice(0, count);
  }
}
