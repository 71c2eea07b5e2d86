import { Clock } from './clock.js';

/** The machine's clock, held still while it is set back. */
export class SystemClock extends Clock {
  private last = 0;

  override now(): number {
    this.last = Math.max(this.last, Date.now());
    return this.last;
  }

  override micros(): number {
    return performance.now() * 1_000;
  }
}
