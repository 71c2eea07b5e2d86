import type { Clock } from '../../runtime/clock.js';
import { describeError } from '../../runtime/describe-error.js';
import type { Log } from '../../runtime/log.js';

export interface GroupLimits {
  /** At most this many bytes share one write. */
  readonly maxGroupBytes: number;
  /** Milliseconds from the beginning of one write to that of the next, at least. */
  readonly minIntervalMs: number;
  /** At most this many bytes wait for the disk. */
  readonly maxQueuedBytes: number;
  /** A frame that is not durable after this many milliseconds is overdue, and a write that takes as long is slow. */
  readonly slowMs: number;
  /** The disk counts as slow for this long after a slow write. */
  readonly slowForMs: number;
}

/** A frame that is not durable yet. */
export interface PendingAppend {
  readonly frame: Buffer;
  /** `Clock.micros()` when it was appended. */
  readonly since: number;
  /** An answer depends on it: it counts as unrecorded once it is overdue. */
  readonly isCounted: boolean;
  /** The database has it, whether or not the disk takes it. */
  isStored: boolean;
  readonly resolve: () => void;
  readonly reject: (reason: unknown) => void;
}

export interface AppendQueueDependencies {
  readonly log: Log;
  readonly clock: Clock;
  /** Hears how long each write took. */
  readonly onWrite?: (seconds: number) => void;
}

/** Group commit: callers that append while a write runs, or soon after it began, share the next write. */
export class AppendQueue {
  private pending: PendingAppend[] = [];
  private writing: readonly PendingAppend[] = [];
  private queuedBytes = 0;
  private flushing: Promise<void> | null = null;
  private closed = false;
  private failed = false;
  /** `Clock.micros()` when the last write began. */
  private writtenAt = -Infinity;
  /** `Clock.micros()` when the last slow write ended. */
  private slowAt = -Infinity;

  /** @param write makes all of a group durable, or none */
  constructor(
    private readonly write: (frames: readonly Buffer[]) => Promise<void>,
    private readonly limits: GroupLimits,
    private readonly deps: AppendQueueDependencies,
  ) {}

  /** The last write failed. */
  get lastWriteFailed(): boolean {
    return this.failed;
  }

  /** No frame waits, and no write runs. */
  get isIdle(): boolean {
    return this.flushing === null;
  }

  /** Milliseconds that the oldest frame has waited for the disk; 0 when none waits. */
  get oldestMs(): number {
    const oldest = this.writing[0] ?? this.pending[0];
    return oldest === undefined ? 0 : (this.deps.clock.micros() - oldest.since) / 1_000;
  }

  /** A frame is overdue now, or a write was slow a short while ago. */
  get isSlow(): boolean {
    const { slowMs, slowForMs } = this.limits;
    const sinceMs = (this.deps.clock.micros() - this.slowAt) / 1_000;
    return sinceMs < slowForMs || this.oldestMs >= slowMs;
  }

  /** Resolves once the frame is durable; rejects when its group was refused, or when too much waits for the disk already. */
  append(frame: Buffer, isCounted = false): Promise<void> {
    if (this.closed) return Promise.reject(new Error('the journal is closed'));
    if (this.queuedBytes > 0 && this.queuedBytes + frame.length > this.limits.maxQueuedBytes) {
      return Promise.reject(new Error('too many records wait for the disk'));
    }
    this.queuedBytes += frame.length;
    return new Promise((resolve, reject) => {
      const since = this.deps.clock.micros();
      this.pending.push({ frame, since, isCounted, isStored: false, resolve, reject });
      this.flushing ??= this.flush();
    });
  }

  /** The counted frames that have waited for so many milliseconds and that the database has not got, oldest first. */
  *overdue(ms: number): Generator<PendingAppend> {
    const before = this.deps.clock.micros() - ms * 1_000;
    for (const entries of [this.writing, this.pending]) {
      for (const entry of entries) {
        if (entry.since > before) return;
        if (entry.isCounted && !entry.isStored) yield entry;
      }
    }
  }

  /** Writes what is pending, and takes no more. */
  async close(): Promise<void> {
    this.closed = true;
    await this.flushing;
  }

  /** Never rejects: the promise of each `append` does. */
  private async flush(): Promise<void> {
    // Lets everything that is appended in this turn of the event loop share the first write.
    await Promise.resolve();
    while (this.pending.length > 0) {
      await this.waitForInterval();
      const group = this.takeGroup();
      this.writing = group;
      try {
        await this.timedWrite(group);
        this.failed = false;
        for (const { resolve } of group) resolve();
      } catch (error) {
        if (!this.failed)
          this.deps.log.error({ reason: describeError(error) }, 'the disk refuses the journal');
        this.failed = true;
        for (const { isStored, resolve, reject } of group) {
          if (isStored) resolve();
          else reject(error);
        }
      }
      this.writing = [];
      for (const { frame } of group) this.queuedBytes -= frame.length;
    }
    this.flushing = null;
  }

  private async timedWrite(group: readonly PendingAppend[]): Promise<void> {
    const { clock, onWrite } = this.deps;
    const began = clock.micros();
    try {
      await this.write(group.map(({ frame }) => frame));
    } finally {
      const ended = clock.micros();
      if (ended - began >= this.limits.slowMs * 1_000) this.slowAt = ended;
      onWrite?.((ended - began) / 1e6);
    }
  }

  /** One write costs the same for one frame as for many, so frames that come one after the other wait for each other. */
  private async waitForInterval(): Promise<void> {
    const { clock } = this.deps;
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
