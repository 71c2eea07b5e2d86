import type { EventHistory } from '../../../moderation/state/event-history.js';
import type { LabelHistory } from '../../../moderation/state/label-history.js';
import type { LabelChange, StateEvent } from '../../../moderation/state/state.js';
import type { Clock } from '../../../runtime/clock.js';
import { CoalescingLoop } from '../../../runtime/coalescing-loop.js';
import type { Log } from '../../../runtime/log.js';
import type { Journal } from '../../journal/journal.js';
import type { ResponseCache } from '../response-cache.js';
import type { Loss } from './app-session.js';
import type { RedisConnection } from './connection/redis-connection.js';
import { RedisUnavailable } from './connection/redis-unavailable.js';
import { JournalReplay } from './journal-replay.js';
import { RedisApp } from './redis-app.js';
import type { CounterSeries } from './script/series-table.js';
import { SharedBackfill } from './shared-backfill.js';

const EVERY_MS = 1_000;
const EVENTS_A_SCRIPT = 100;

export interface HeartbeatLoopParts {
  readonly connection: RedisConnection;
  readonly journal: Journal;
  readonly history: EventHistory;
  readonly labels: LabelHistory;
  readonly clock: Clock;
  readonly log: Log;
  /** Identifies this process among the replicas. */
  readonly replica: string;
  /** See `AppSessionParts`. */
  readonly aheadMs: number | null;
  /** Milliseconds between two heartbeats; a second unless given. */
  readonly tickMs?: number;
  readonly responses: ResponseCache;
}

/**
 * Keeps the apps of this replica registered with Redis, once a second and whenever something has changed: sends heartbeats, makes
 * good what was lost, replays the journal, fills new series and applies changes of labels.
 */
export class HeartbeatLoop {
  readonly replay: JournalReplay;
  private readonly apps = new Map<string, RedisApp>();
  private readonly backfill: SharedBackfill;
  private readonly loop = new CoalescingLoop(() => this.pass());
  private readonly timer: NodeJS.Timeout;
  private readonly labelChanges = new Set<LabelChange>();
  private stopped = false;

  constructor(private readonly parts: HeartbeatLoopParts) {
    const { journal, log, tickMs } = parts;
    this.replay = new JournalReplay(
      journal,
      (events) => this.applyEvents(events),
      () => this.acknowledged(),
      log,
    );
    this.backfill = new SharedBackfill({ ...parts, onProgress: () => void this.run() });
    this.timer = setInterval(() => void this.run(), tickMs ?? EVERY_MS).unref();
  }

  /** Runs a pass; resolves once one that began after this call has ended. */
  run(): Promise<void> {
    return this.loop.run();
  }

  app(appId: string): RedisApp {
    let app = this.apps.get(appId);
    if (app === undefined) {
      app = new RedisApp(appId, this.parts);
      this.apps.set(appId, app);
    }
    return app;
  }

  applyLabelChange(change: LabelChange): void {
    this.labelChanges.add(change);
    void this.run();
  }

  /** Some app lacks a part of the past, or is not registered, so that nothing is known of it. */
  get isRebuilding(): boolean {
    const now = this.parts.clock.now();
    return [...this.apps.values()].some((app) => !app.isRegistered || this.backfill.isNeeded(app, now));
  }

  /** Why the history cannot be read; `null` while it can. */
  get failure(): string | null {
    return this.backfill.failure;
  }

  async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    this.backfill.stop();
    await Promise.all([this.run(), this.replay.stop()]);
  }

  private async pass(): Promise<void> {
    if (this.stopped || !this.parts.connection.isUp) return;
    try {
      for (const app of this.apps.values()) await this.heartbeat(app);
      if (this.replay.hasGap) await this.startOver();
      await this.replay.tick();
      for (const app of this.apps.values()) {
        while (app.hasUnreported(this.replay.isLagging)) await this.heartbeat(app);
        if (!this.replay.isLagging) void this.backfill.tick(app, this.parts.clock.now());
      }
      for (const change of this.labelChanges) {
        await this.app(change.appId).applyLabelChanges([change]);
        this.labelChanges.delete(change);
      }
    } catch (error) {
      if (!(error instanceof RedisUnavailable))
        this.parts.log.error({ err: error }, 'the heartbeat to Redis failed');
    }
  }

  private async heartbeat(app: RedisApp): Promise<void> {
    const { lost, opened } = await app.register(this.replay.isLagging);
    if (lost !== null) await this.recover(app, lost);
    else if (opened.length > 0) await this.fillOpened(app, opened);
    if (!this.replay.isLagging) app.markNoted();
  }

  /** The history still has what the journal does not hold any more. */
  private async startOver(): Promise<void> {
    for (const app of this.apps.values()) {
      await app.forget();
      await this.heartbeat(app);
    }
    if (this.apps.size > 0) this.replay.gapClosed();
  }

  private async recover(app: RedisApp, lost: Loss): Promise<void> {
    if (lost === 'all' || !this.replay.replaySince(app.appId, lost.but)) {
      // Records that the journal does not hold any more come from the history.
      if (lost !== 'all') await app.forget();
      this.replay.replayAll();
    }
    await app.register(true);
  }

  private acknowledged(): ReadonlyMap<string, number> {
    return new Map([...this.apps.values()].map((app) => [app.appId, app.acknowledged]));
  }

  /** Packets that were in flight when another replica opened a counter are in no history yet. */
  private async fillOpened(app: RedisApp, opened: readonly CounterSeries[]): Promise<void> {
    const names = new Set(opened.map(({ name }) => name));
    await app.apply([...this.parts.responses.inFlight(app.appId)], names);
    await this.replay.replayInto((events) => this.applyEvents(events, app, names));
  }

  private async applyEvents(
    events: readonly StateEvent[],
    only?: RedisApp,
    names?: ReadonlySet<string>,
  ): Promise<void> {
    for (const app of only === undefined ? this.apps.values() : [only]) {
      const own = events.filter(({ appId }) => appId === app.appId);
      for (let start = 0; start < own.length; start += EVENTS_A_SCRIPT) {
        await app.apply(own.slice(start, start + EVENTS_A_SCRIPT), names);
      }
    }
  }
}
