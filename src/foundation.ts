import type { Logger } from 'pino';
import type { Config } from './config.js';
import type { OpenSign } from './http/open-sign.js';
import type { StopSign } from './http/stop-sign.js';
import type { Metrics } from './metrics.js';
import type { Clock } from './moderation/clock.js';
import type { EventLoop } from './moderation/event-loop.js';

/** What everything in the process shares; made before any module. */
export interface Foundation {
  readonly config: Config;
  readonly log: Logger;
  readonly clock: Clock;
  readonly eventLoop: EventLoop;
  readonly metrics: Metrics;
  readonly openSign: OpenSign;
  readonly stopSign: StopSign;
}
