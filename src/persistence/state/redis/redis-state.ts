import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../../runtime/clock.js';
import type { EventHistory } from '../../../moderation/state/event-history.js';
import type { LabelHistory } from '../../../moderation/state/label-history.js';
import type { Log } from '../../../runtime/log.js';
import { Unknown } from '../../../moderation/model/reading.js';
import type { Reading } from '../../../moderation/model/reading.js';
import { State } from '../../../moderation/state/state.js';
import type {
  Gathered,
  Gathering,
  LabelChange,
  RateSpec,
  RestoredResponse,
  Settlement,
  StateEvent,
  StateReport,
} from '../../../moderation/state/state.js';
import type { Journal } from '../../journal/journal.js';
import { ResponseCache } from '../response-cache.js';
import { JournalReplay } from './journal-replay.js';
import { RedisUnavailable, type RedisConnection } from './connection/redis-connection.js';
import { itemsOf, RedisApp, unknownReadings } from './redis-app.js';
import { answerScript } from './script/script.js';
import type { CounterSeries } from './script/series-table.js';
import { SharedBackfill } from './shared-backfill.js';

const TICK_MS = 1_000;
/** After Redis was away, the others need as long to find out what it lost of theirs. */
const RECONNECT_GRACE_MS = 1_000;
const ANSWER_POLL_MS = 10;
const ANSWER_STEP_MS = 1_000;
const ANSWER_TIMEOUT_MS = 3_000;
const ANSWER_BYTES = 64 * 1024 ** 2;
const EVENTS_A_SCRIPT = 100;

export interface RedisStateOptions {
  readonly connection: RedisConnection;
  readonly journal: Journal;
  readonly history: EventHistory;
  readonly labels: LabelHistory;
  readonly clock: Clock;
  readonly log: Log;
  /** See `RedisAppParts`. */
  readonly aheadMs: number | null;
  /** How often Redis is greeted and looked after, in milliseconds; a second unless given. */
  readonly tickMs?: number;
}

/** State that replicas share: what one counts, all read. */
export class RedisState extends State {
  private readonly replica = randomUUID();
  private readonly apps = new Map<string, RedisApp>();
  private readonly responses = new ResponseCache(ANSWER_BYTES);
  private readonly replay: JournalReplay;
  private readonly backfill: SharedBackfill;
  private readonly timer: NodeJS.Timeout;
  private readonly labelChanges = new Set<LabelChange>();
  private ticking: Promise<void> | null = null;
  private again = false;
  private wasUp = false;
  private trustedFrom = 0;
  private stopped = false;

  constructor(private readonly options: RedisStateOptions) {
    super();
    const { connection, journal, history, labels, log } = options;
    this.replay = new JournalReplay(
      journal,
      (events) => this.applyEvents(events),
      () => this.acknowledged(),
      log,
    );
    this.backfill = new SharedBackfill({
      connection,
      history,
      labels,
      replica: this.replica,
      log,
      onProgress: () => void this.tick(),
    });
    connection.onUp = () => this.onReconnect();
    this.timer = setInterval(() => void this.tick(), options.tickMs ?? TICK_MS).unref();
  }

  override prepare(appId: string, rates: readonly RateSpec[]): void {
    this.app(appId).setRates(rates);
    void this.tick();
  }

  override async gather(gathering: Gathering): Promise<Gathered> {
    const original = this.responses.originalOf(gathering);
    if (original !== null) return { kind: 'copy', of: original.source, answer: original.answer };
    this.responses.begin(gathering);
    this.replay.packetBegan(gathering.source);
    const app = this.app(gathering.appId);
    try {
      const { version } = app.table;
      const found = await app.gather(gathering);
      if (found.kind === 'copy') return this.copyOf(app, gathering, found.of);
      if (found.version !== version) void this.reapply(app, gathering.source, gathering.events);
      const believed = this.options.clock.micros() >= this.trustedFrom && !this.replay.isLagging;
      return {
        kind: 'first',
        readings: believed ? found.readings : onlySaturated(found.readings, gathering),
      };
    } catch (error) {
      this.packetMissed(error, gathering.source);
      return { kind: 'first', readings: unknownReadings(gathering) };
    }
  }

  override settle(settlement: Settlement): void {
    const { appId, source, events } = settlement;
    this.responses.settle(settlement);
    const app = this.app(appId);
    const { version } = app.table;
    void app
      .settle(settlement, this.options.clock.now())
      .then((now) => (now === version ? undefined : this.reapply(app, source, events)))
      .catch((error: unknown) => this.packetMissed(error, source))
      .finally(() => this.replay.packetEnded(source));
  }

  override applyLabelChange(change: LabelChange): void {
    this.labelChanges.add(change);
    void this.tick();
  }

  override report(): StateReport {
    const { connection, clock } = this.options;
    const degraded: string[] = [];
    if (connection.problem !== null) degraded.push(`Redis does not answer: ${connection.problem}`);
    else if (this.replay.isLagging) degraded.push('Redis is being given what happened while it was away');
    if (this.backfill.failure !== null) degraded.push('what happened before cannot be read yet');
    // Of an app that was not greeted yet nobody knows how far back it is complete.
    const rebuilding = [...this.apps.values()].some(
      (app) => !app.isRegistered || this.backfill.isNeeded(app, clock.now()),
    );
    return { kind: 'redis', evictions: 0, bytes: 0, rebuilding, degraded };
  }

  override async stop(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    this.backfill.stop();
    await Promise.all([this.ticking, this.replay.stop()]);
    await this.options.connection.close();
  }

  override restoreResponses(answers: readonly RestoredResponse[]): void {
    this.responses.restore(answers, this.options.clock.now());
  }

  private app(appId: string): RedisApp {
    let app = this.apps.get(appId);
    if (app === undefined) {
      app = new RedisApp(appId, { ...this.options, replica: this.replica });
      this.apps.set(appId, app);
    }
    return app;
  }

  private onReconnect(): void {
    if (this.wasUp) this.trustedFrom = this.options.clock.micros() + RECONNECT_GRACE_MS * 1_000;
    this.wasUp = true;
    void this.tick();
  }

  /** Greets Redis, and does what is owed; one round at a time, and one more when something has changed meanwhile. */
  private tick(): Promise<void> {
    this.again = this.ticking !== null;
    this.ticking ??= this.rounds().finally(() => {
      this.ticking = null;
    });
    return this.ticking;
  }

  private async rounds(): Promise<void> {
    do {
      this.again = false;
      await this.round();
    } while (this.again && !this.stopped);
  }

  private async round(): Promise<void> {
    if (this.stopped || !this.options.connection.isUp) return;
    try {
      for (const app of this.apps.values()) await this.heartbeat(app);
      if (this.replay.hasGap) await this.startOver();
      await this.replay.tick();
      for (const app of this.apps.values()) {
        while (app.hasUnreported(this.replay.isLagging)) await this.heartbeat(app);
        if (!this.replay.isLagging) void this.backfill.tick(app, this.options.clock.now());
      }
      for (const change of this.labelChanges) {
        await this.app(change.appId).applyLabelChanges([change]);
        this.labelChanges.delete(change);
      }
    } catch (error) {
      if (!(error instanceof RedisUnavailable))
        this.options.log.error({ err: error }, 'the shared state is not tended');
    }
  }

  private async heartbeat(app: RedisApp): Promise<void> {
    const { lost, opened } = await app.register(this.replay.isLagging);
    if (lost !== null) await this.recoverLoss(app, lost);
    else if (opened.length > 0) {
      await this.fillOpened(app, opened);
    }
    if (!this.replay.isLagging) app.markNoted();
  }

  /** What the journal has no more can still be read from the history. */
  private async startOver(): Promise<void> {
    for (const app of this.apps.values()) {
      await app.forget();
      await this.heartbeat(app);
    }
    if (this.apps.size > 0) this.replay.gapClosed();
  }

  private async recoverLoss(app: RedisApp, lost: 'all' | { readonly but: number }): Promise<void> {
    if (lost === 'all' || !this.replay.replaySince(app.appId, lost.but)) {
      // Too long ago for the journal: the history has it.
      if (lost !== 'all') await app.forget();
      this.replay.replayAll();
    }
    await app.register(true);
  }

  private acknowledged(): ReadonlyMap<string, number> {
    return new Map([...this.apps.values()].map((app) => [app.appId, app.acknowledged]));
  }

  /** What was being counted when a counter was opened elsewhere is in no history yet. */
  private async fillOpened(app: RedisApp, opened: readonly CounterSeries[]): Promise<void> {
    const names = new Set(opened.map(({ name }) => name));
    await app.apply([...this.responses.inFlight(app.appId)], names);
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

  /** Another replica has opened counters that we did not know of when we noted these. */
  private async reapply(app: RedisApp, source: string, events: readonly StateEvent[]): Promise<void> {
    try {
      await this.tick();
      await app.apply(events);
    } catch (error) {
      this.packetMissed(error, source);
    }
  }

  private async copyOf(app: RedisApp, gathering: Gathering, of: string): Promise<Gathered> {
    const { appId, source, fingerprint } = gathering;
    this.responses.settle({ appId, source, fingerprint, answer: null, events: [] });
    this.replay.packetEnded(source);
    return { kind: 'copy', of, answer: this.answerOf(app, fingerprint, of) };
  }

  /** The answer that another replica gave, as soon as it has; `null` when it came to nothing. */
  private async answerOf(app: RedisApp, fingerprint: string, of: string): Promise<string | null> {
    const { connection, clock } = this.options;
    const until = clock.micros() + ANSWER_TIMEOUT_MS * 1_000;
    while (clock.micros() < until && !this.stopped) {
      try {
        const reply = await connection.run(answerScript, [app.keys.packet(fingerprint)], {}, ANSWER_STEP_MS);
        const [source, answer] = itemsOf(reply);
        if (source !== of) return null;
        if (typeof answer === 'string') return answer;
      } catch {
        return null;
      }
      await pause(ANSWER_POLL_MS);
    }
    return null;
  }

  private packetMissed(error: unknown, source: string): void {
    if (!(error instanceof RedisUnavailable))
      this.options.log.error({ err: error }, 'a packet was not counted at once');
    this.replay.packetMissed(source);
    void this.tick();
  }
}

/** Some replica's events may be missing: what has reached its limit all the same stays so. */
function onlySaturated(
  readings: readonly (readonly Reading[])[],
  { events, questions, rates }: Gathering,
): readonly (readonly Reading[])[] {
  return events.map((_, item) =>
    questions.map((question, i) => {
      const reading = readings[item]?.[i];
      const stands =
        question.kind === 'rate' && (reading === rates[question.rate]?.saturateAt || reading === null);
      return stands && reading !== undefined ? reading : Unknown.because('state');
    }),
  );
}
