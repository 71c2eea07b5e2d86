import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
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
import { ResponseCache } from '../response-cache.js';
import { RedisUnavailable } from './connection/redis-unavailable.js';
import { HeartbeatLoop, type HeartbeatLoopParts } from './heartbeat-loop.js';
import { unknownReadings, type RedisApp } from './redis-app.js';
import { itemsOf } from './script/script-replies.js';
import { answerScript } from './script/script.js';

/** After Redis was away, the other replicas need so many milliseconds to find out what it lost of their events. */
const RECONNECT_GRACE_MS = 1_000;
const ANSWER_POLL_MS = 10;
const ANSWER_STEP_MS = 1_000;
const ANSWER_TIMEOUT_MS = 3_000;
const ANSWER_BYTES = 64 * 1024 ** 2;

export type RedisStateOptions = Omit<HeartbeatLoopParts, 'replica' | 'responses'>;

/** The state that replicas share in Redis. */
export class RedisState extends State {
  private readonly responses = new ResponseCache(ANSWER_BYTES);
  private readonly heartbeats: HeartbeatLoop;
  private wasUp = false;
  /** Microseconds of the clock: counts are complete from then on. */
  private trustedFrom = 0;
  private stopped = false;

  constructor(private readonly options: RedisStateOptions) {
    super();
    this.heartbeats = new HeartbeatLoop({
      ...options,
      replica: randomUUID(),
      responses: this.responses,
    });
    options.connection.onUp = () => this.onReconnect();
  }

  override prepare(appId: string, rates: readonly RateSpec[]): void {
    this.heartbeats.app(appId).setRates(rates);
    void this.heartbeats.run();
  }

  override async gather(gathering: Gathering): Promise<Gathered> {
    const original = this.responses.originalOf(gathering);
    if (original !== null) return { kind: 'copy', of: original.source, answer: original.answer };
    this.responses.begin(gathering);
    this.heartbeats.replay.packetBegan(gathering.source);
    const app = this.heartbeats.app(gathering.appId);
    try {
      const { version } = app.table;
      const gathered = await app.gather(gathering);
      if (gathered.kind === 'copy') return this.copyOf(app, gathering, gathered.of);
      if (gathered.version !== version) void this.reapply(app, gathering.source, gathering.events);
      const isComplete = this.options.clock.micros() >= this.trustedFrom && !this.heartbeats.replay.isLagging;
      const { readings } = gathered;
      return { kind: 'first', readings: isComplete ? readings : onlySaturated(readings, gathering) };
    } catch (error) {
      this.packetMissed(error, gathering.source);
      return { kind: 'first', readings: unknownReadings(gathering) };
    }
  }

  override settle(settlement: Settlement): void {
    const { appId, source, events } = settlement;
    this.responses.settle(settlement);
    const app = this.heartbeats.app(appId);
    const { version } = app.table;
    void app
      .settle(settlement, this.options.clock.now())
      .then((now) => (now === version ? undefined : this.reapply(app, source, events)))
      .catch((error: unknown) => this.packetMissed(error, source))
      .finally(() => this.heartbeats.replay.packetEnded(source));
  }

  override applyLabelChange(change: LabelChange): void {
    this.heartbeats.applyLabelChange(change);
  }

  override report(): StateReport {
    const { heartbeats } = this;
    const { problem } = this.options.connection;
    const degraded: string[] = [];
    if (problem !== null) degraded.push(`Redis does not answer: ${problem}`);
    else if (heartbeats.replay.isLagging)
      degraded.push('Redis is being given what happened while it was away');
    if (heartbeats.failure !== null) degraded.push('what happened before cannot be read yet');
    return { kind: 'redis', evictions: 0, bytes: 0, rebuilding: heartbeats.isRebuilding, degraded };
  }

  override async stop(): Promise<void> {
    this.stopped = true;
    await this.heartbeats.stop();
    await this.options.connection.close();
  }

  override restoreResponses(answers: readonly RestoredResponse[]): void {
    this.responses.restore(answers, this.options.clock.now());
  }

  private onReconnect(): void {
    if (this.wasUp) this.trustedFrom = this.options.clock.micros() + RECONNECT_GRACE_MS * 1_000;
    this.wasUp = true;
    void this.heartbeats.run();
  }

  /** Applies events again to counters that another replica had opened before it counted them, and we did not know of. */
  private async reapply(app: RedisApp, source: string, events: readonly StateEvent[]): Promise<void> {
    try {
      await this.heartbeats.run();
      await app.apply(events);
    } catch (error) {
      this.packetMissed(error, source);
    }
  }

  private async copyOf(app: RedisApp, gathering: Gathering, of: string): Promise<Gathered> {
    const { appId, source, fingerprint } = gathering;
    this.responses.settle({ appId, source, fingerprint, answer: null, events: [] });
    this.heartbeats.replay.packetEnded(source);
    return { kind: 'copy', of, answer: this.answerOf(app, fingerprint, of) };
  }

  /** Waits for the answer of another replica; `null` when it failed. */
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
    this.heartbeats.replay.packetMissed(source);
    void this.heartbeats.run();
  }
}

/** Keeps only counts that have reached their limit: counts below it may lack events of some replica. */
function onlySaturated(
  readings: readonly (readonly Reading[])[],
  { events, questions, rates }: Gathering,
): readonly (readonly Reading[])[] {
  return events.map((_, item) =>
    questions.map((question, i) => {
      const reading = readings[item]?.[i];
      const isCertain =
        question.kind === 'rate' && (reading === rates[question.rate]?.saturateAt || reading === null);
      return isCertain && reading !== undefined ? reading : Unknown.because('state');
    }),
  );
}
