import type { Clock } from './clock.js';
import { EventLoop } from './event-loop.js';

/** Milliseconds between two beats. */
const BEAT_MS = 10;

/** How late the event loop is, by a heartbeat: what waited while the thread was busy is charged for the wait. */
export class LoopLag extends EventLoop {
  private readonly timer: NodeJS.Timeout;
  private beatAt: number;
  private lateBeat = 0;

  constructor(private readonly clock: Clock) {
    super();
    this.beatAt = clock.micros();
    this.timer = setInterval(() => this.beat(), BEAT_MS);
    this.timer.unref();
  }

  /** The last beat's delay counts until the next one: requests that waited meanwhile are read right after it. */
  override lateMs(): number {
    return Math.max(this.lateBeat, this.sinceDue(), 0);
  }

  override breathe(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private beat(): void {
    this.lateBeat = Math.max(this.sinceDue(), 0);
    this.beatAt = this.clock.micros();
  }

  /** Milliseconds since the next beat was due; negative before. */
  private sinceDue(): number {
    return (this.clock.micros() - this.beatAt) / 1_000 - BEAT_MS;
  }
}
