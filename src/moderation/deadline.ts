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
  async within<T, L>(promise: Promise<T>, late: L, share = 1): Promise<T | L> {
    let timer: NodeJS.Timeout | undefined;
    const alarm = new Promise<L>((resolve) => {
      timer = setTimeout(() => {
        resolve(late);
      }, this.leftMs() * share);
    });
    try {
      return await Promise.race([promise, alarm]);
    } finally {
      clearTimeout(timer);
    }
  }
}
