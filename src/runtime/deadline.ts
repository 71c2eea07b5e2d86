import type { Clock } from './clock.js';

/** Milliseconds reserved before the deadline for recording the decision. */
const WRITING_MS = 20;

/** The moment by which an answer must be sent. */
export class Deadline {
  /** @param at `Clock.micros()` of the last moment */
  constructor(
    private readonly clock: Clock,
    readonly at: number,
  ) {}

  /** Milliseconds left; 0 when none. */
  leftMs(): number {
    return Math.max(0, (this.at - this.clock.micros()) / 1_000);
  }

  /** An earlier deadline, which leaves time to record the decision. */
  beforeWriting(): Deadline {
    return new Deadline(this.clock, this.at - WRITING_MS * 1_000);
  }

  passed(): boolean {
    return this.leftMs() === 0;
  }

  /** Resolves as the promise does, or to `late` when a share of the remaining time is over first. The promise must not reject. */
  within<T, L>(promise: Promise<T>, late: L, share = 1): Promise<T | L> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, this.leftMs() * share, late);
      const end = (value: T): void => {
        clearTimeout(timer);
        resolve(value);
      };
      promise.then(end, reject);
    });
  }
}
