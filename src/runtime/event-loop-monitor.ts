import type { Clock } from './clock.js';
import { EventLoop } from './event-loop.js';

/** Milliseconds between two heartbeats. */
const HEARTBEAT_MS = 10;

/** Measures the delay of the event loop by a heartbeat, so that a request is charged for its wait while the thread was busy. */
export class EventLoopMonitor extends EventLoop {
  private readonly timer: NodeJS.Timeout;
  private lastHeartbeatAt: number;
  private lastDelayMs = 0;

  constructor(private readonly clock: Clock) {
    super();
    this.lastHeartbeatAt = clock.micros();
    this.timer = setInterval(() => this.onHeartbeat(), HEARTBEAT_MS);
    this.timer.unref();
  }

  /** The last heartbeat's delay counts until the next one: requests that waited meanwhile are read right after it. */
  override lateMs(): number {
    return Math.max(this.lastDelayMs, this.overdueMs(), 0);
  }

  override yieldTurn(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve));
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private onHeartbeat(): void {
    this.lastDelayMs = Math.max(this.overdueMs(), 0);
    this.lastHeartbeatAt = this.clock.micros();
  }

  /** Milliseconds since the next heartbeat was due; negative before. */
  private overdueMs(): number {
    return (this.clock.micros() - this.lastHeartbeatAt) / 1_000 - HEARTBEAT_MS;
  }
}
