import type { Clock } from './clock.js';

/** Kept back from the deadline for writing the answer down, in milliseconds. */
const WRITING_MS = 20;

/** When an answer must be on its way. */
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

  /** When there is still time to write the answer down. */
  beforeWriting(): Deadline {
    return new Deadline(this.clock, this.at - WRITING_MS * 1_000);
  }

  passed(): boolean {
    return this.leftMs() === 0;
  }

  /** What a promise gives, or `late` when the share of the time that is left runs out first. The promise must not reject. */
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
