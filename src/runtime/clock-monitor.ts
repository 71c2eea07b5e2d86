import type { Clock } from './clock.js';
import type { Log } from './log.js';

const EVERY_MS = 1_000;
/** Clocks that NTP keeps are closer than this, in milliseconds. */
const OFF_MS = 2_000;

/** Keeps a clock synchronized with the wall clock, and logs once when the two part, when they meet again, and when the clock steps. */
export class ClockMonitor {
  private readonly timer: NodeJS.Timeout;
  private wasOff = false;

  constructor(
    private readonly clock: Clock,
    private readonly log: Log,
  ) {
    this.timer = setInterval(() => this.check(), EVERY_MS);
    this.timer.unref();
  }

  /** Milliseconds by which the time of receipt is ahead of the wall clock. */
  get aheadMs(): number {
    return this.clock.now() - this.clock.wall();
  }

  /** In words, how far the wall clock is off; `null` while it is not. */
  problem(): string | null {
    const { aheadMs } = this;
    if (Math.abs(aheadMs) <= OFF_MS) return null;
    const seconds = (Math.abs(aheadMs) / 1_000).toFixed(1);
    const way = aheadMs > 0 ? 'behind' : 'ahead of';
    return `the clock of this machine is ${seconds} s ${way} the time of receipt, by which windows run: check NTP`;
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private check(): void {
    const steppedMs = this.clock.synchronize();
    if (steppedMs !== 0)
      this.log.error(
        { steppedMs: Math.round(steppedMs) },
        'the time of receipt was stepped forwards to the clock of this machine',
      );
    const problem = this.problem();
    if (problem !== null && !this.wasOff) this.log.error({ part: 'clock' }, problem);
    if (problem === null && this.wasOff)
      this.log.info({ part: 'clock' }, 'the clock of this machine and the time of receipt agree again');
    this.wasOff = problem !== null;
  }
}
