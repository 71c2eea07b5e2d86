import type { Logger } from 'pino';
import type { Config } from './config/config.js';
import type { Clock } from './runtime/clock.js';
import { ClockMonitor } from './runtime/clock-monitor.js';
import { EventLoopMonitor } from './runtime/event-loop-monitor.js';
import { Lifecycle } from './runtime/process/lifecycle.js';
import { MetricsRegistry } from './runtime/process/metrics-registry.js';

/** Values that the whole process shares. They exist before any module; this class is the Nest token for them. */
export class AppContext {
  readonly eventLoop: EventLoopMonitor;
  readonly clockMonitor: ClockMonitor;
  readonly metrics = new MetricsRegistry();
  readonly lifecycle = new Lifecycle();

  constructor(
    readonly config: Config,
    readonly log: Logger,
    readonly clock: Clock,
  ) {
    this.eventLoop = new EventLoopMonitor(clock);
    this.clockMonitor = new ClockMonitor(clock, log);
  }

  /** The apps (SDKAppIDs) that this process serves. */
  get appIds(): readonly string[] {
    return [...this.config.apps.keys()];
  }
}
