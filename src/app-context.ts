import type { Logger } from 'pino';
import type { Config } from './config/config.js';
import type { OpenSign } from './http/open-sign.js';
import type { StopSign } from './http/stop-sign.js';
import type { Metrics } from './staff/metrics/metrics.js';
import type { Clock } from './runtime/clock.js';
import type { EventLoop } from './runtime/event-loop.js';

/** What everything in the process shares; made before any module. */
export interface AppContext {
  readonly config: Config;
  readonly log: Logger;
  readonly clock: Clock;
  readonly eventLoop: EventLoop;
  readonly metrics: Metrics;
  readonly openSign: OpenSign;
  readonly stopSign: StopSign;
}
