import type { Clock } from '../runtime/clock.js';
import type { EventLoop } from '../runtime/event-loop.js';
import type { Lifecycle } from '../runtime/process/lifecycle.js';

/** Options of an application that listens. */
export interface HttpOptions {
  /** Bytes. */
  readonly bodyLimit: number;
  /** Addresses and CIDR ranges whose `X-Forwarded-For` counts. */
  readonly trustedProxies: readonly string[];
  readonly clock: Clock;
  readonly eventLoop: EventLoop;
  readonly lifecycle: Lifecycle;
}

/** `Clock.micros()` at a request's first byte: the request may have waited for as long as the loop was late. */
export function requestStartOf({ clock, eventLoop }: Pick<HttpOptions, 'clock' | 'eventLoop'>): number {
  return clock.micros() - eventLoop.lateMs() * 1_000;
}
