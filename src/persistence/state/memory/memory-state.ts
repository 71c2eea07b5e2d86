import type { Clock } from '../../../runtime/clock.js';
import type { EventHistory } from '../../../moderation/state/event-history.js';
import type { LabelHistory } from '../../../moderation/state/label-history.js';
import type { Log } from '../../../runtime/log.js';
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
import { AppState } from './app-state.js';
import { KeyedHash } from '../keyed-hash.js';
import { Backfill } from './backfill.js';
import { loadLabels } from '../recovery/load-labels.js';
import { ResponseCache } from '../response-cache.js';
import { RecentSets } from './recent-sets/recent-sets.js';
import type { SnapshotSource } from './snapshot/snapshot-source.js';
import { SnapshotRestore } from './snapshot/snapshot-restore.js';
import { SeriesRegistry } from './recent-sets/series.js';
import type { Series } from './recent-sets/series.js';
import { SnapshotSchedule } from './snapshot/snapshot-schedule.js';

export interface MemoryStateOptions {
  readonly history: EventHistory;
  /** Without it there are no labels but those that are set from now on. */
  readonly labels?: LabelHistory;
  readonly clock: Clock;
  /** For counters, reputations, labels and unblocks of all apps together. */
  readonly counterMemoryBytes: number;
  /** For the answers of the last 60 s; 64 MiB unless given. */
  readonly answerMemoryBytes?: number;
  readonly log?: Log;
  /** Without it nothing is kept for the next start but what the history has. */
  readonly snapshotSource?: SnapshotSource;
}

/** What an app's state still lacks of the past. */
export interface Rebuilding {
  readonly appId: string;
  /** Milliseconds since the epoch: when the rebuild began. */
  readonly since: number;
  /** How many series wait for it. */
  readonly series: number;
  /** Why the last attempt failed; `null` when none did. */
  readonly failure: string | null;
}

interface App {
  readonly state: AppState;
  readonly rebuild: Backfill;
}

/** State within the process: for one replica. */
export class MemoryState extends State {
  private readonly sets: RecentSets;
  private readonly register: SeriesRegistry;
  private readonly hash: KeyedHash;
  private readonly responses: ResponseCache;
  private readonly apps = new Map<string, App>();
  private readonly stopping = new AbortController();
  private readonly restoration: SnapshotRestore | null;
  private readonly snapshots: SnapshotSchedule | null;
  /** Milliseconds since the epoch; `null` when what the last process left is in. */
  private restoringSince: number | null = null;
  private restored: Promise<void> | null = null;

  constructor(private readonly options: MemoryStateOptions) {
    super();
    const { snapshotSource, clock, log, counterMemoryBytes } = options;
    const found = snapshotSource?.previous ?? null;
    this.register = new SeriesRegistry(found?.contents.series ?? []);
    this.sets = new RecentSets(counterMemoryBytes, this.register);
    this.hash = new KeyedHash(...(found?.contents.seed ?? []));
    if (found !== null) {
      this.sets.restoreEvictionTable(found.forgotten);
      this.restoringSince = clock.now();
    }
    const { sets, register, hash } = this;
    const take = (event: StateEvent) => this.apps.get(event.appId)?.state.recordPast(event, null);
    this.restoration =
      snapshotSource === undefined
        ? null
        : new SnapshotRestore({ sets, register, keeping: snapshotSource, log, take });
    this.snapshots =
      snapshotSource === undefined
        ? null
        : new SnapshotSchedule({ sets, register, hash, source: snapshotSource, clock, log });
    this.responses = new ResponseCache(options.answerMemoryBytes ?? 64 * 1024 * 1024);
  }

  /** Live keys that were evicted to stay within memory, since the start. */
  get evictions(): number {
    const labels = [...this.apps.values()].map(({ state }) => state.evictedLabels);
    return labels.reduce((sum, evicted) => sum + evicted, this.sets.evictions);
  }

  /** How much is remembered: keys, and the bytes they take. */
  get size(): { readonly keys: number; readonly bytes: number } {
    return this.sets.size;
  }

  /** What is being rebuilt; empty when all readings are exact. */
  get rebuilding(): readonly Rebuilding[] {
    return [...this.apps].flatMap(([appId, { state, rebuild }]) => {
      const awaited = state.series.filter((series) => this.register.isAwaited(series)).length;
      const since = rebuild.since ?? (awaited === 0 ? null : this.restoringSince);
      const series = rebuild.remaining + awaited;
      return since === null ? [] : [{ appId, since, series, failure: rebuild.failure }];
    });
  }

  override prepare(appId: string, rates: readonly RateSpec[]): void {
    const now = this.options.clock.now();
    const { state, rebuild } = this.app(appId, now);
    const opened = state.prepare(rates, now);
    const wanted = new Set(opened);
    // What is in flight is neither counted by the new counters nor in the history.
    if (wanted.size > 0) for (const event of this.responses.inFlight(appId)) state.recordPast(event, wanted);
    rebuild.request(this.unawaited(opened), now);
  }

  override gather(gathering: Gathering): Gathered {
    const original = this.responses.originalOf(gathering);
    if (original !== null) return { kind: 'copy', of: original.source, answer: original.answer };
    const { state } = this.app(gathering.appId, gathering.at);
    if (!state.isPrepared(gathering.rates)) this.prepare(gathering.appId, gathering.rates);
    this.responses.begin(gathering);
    return { kind: 'first', readings: state.gather(gathering) };
  }

  override settle(settlement: Settlement): void {
    const app = this.apps.get(settlement.appId);
    if (app !== undefined) for (const event of settlement.events) app.state.record(event);
    this.responses.settle(settlement);
  }

  override restoreResponses(answers: readonly RestoredResponse[]): void {
    this.responses.restore(answers, this.options.clock.now());
  }

  override startRecovery(): void {
    this.restored ??= this.restore();
  }

  override applyLabelChange(change: LabelChange): void {
    this.app(change.appId, this.options.clock.now()).state.applyLabelChange(change);
  }

  override report(): StateReport {
    const { rebuilding } = this;
    const failed = rebuilding.some(({ failure }) => failure !== null);
    return {
      kind: 'memory',
      evictions: this.evictions,
      bytes: this.size.bytes,
      rebuilding:
        rebuilding.length > 0 || [...this.apps.values()].some(({ state }) => !state.areLabelsComplete),
      degraded: [
        ...(failed ? ['what happened before the start cannot be read yet'] : []),
        ...[this.snapshots?.problem() ?? []].flat(),
      ],
    };
  }

  override async stop(): Promise<void> {
    for (const { rebuild } of this.apps.values()) rebuild.stop();
    this.stopping.abort();
    this.restoration?.stop();
    await (this.restored ?? this.options.snapshotSource?.previous?.close());
    await this.snapshots?.stop();
  }

  private async restore(): Promise<void> {
    const lacking = await this.restoration?.run();
    // Stopped before all was there: what the last process left is better than what would be kept now.
    if (lacking === null) return;
    for (const { state, rebuild } of this.apps.values()) {
      const now = this.options.clock.now();
      const own = state.series.filter((series) => lacking?.includes(series));
      rebuild.request(
        own.filter((series) => series.completeFrom > now - series.keepMs + 1),
        now,
      );
    }
    this.restoringSince = null;
    this.snapshots?.begin();
  }

  /** Without the series that a snapshot will fill. */
  private unawaited(series: readonly Series[]): readonly Series[] {
    return series.filter((one) => !this.register.isAwaited(one));
  }

  private app(appId: string, now: number): App {
    let app = this.apps.get(appId);
    if (app === undefined) {
      const { history, log } = this.options;
      const state = new AppState(this.sets, this.hash, appId, now);
      const rebuild = new Backfill(appId, {
        history,
        take: (event, wanted) => state.recordPast(event, wanted),
        failed: (error) =>
          log?.warn({ appId, err: error }, 'the past can not be read; readings stay unknown'),
      });
      app = { state, rebuild };
      this.apps.set(appId, app);
      rebuild.request(this.unawaited(state.permanentSeries), now);
      void this.loadLabels(appId, state);
    }
    return app;
  }

  private async loadLabels(appId: string, state: AppState): Promise<void> {
    const { labels, log } = this.options;
    const loaded =
      labels === undefined ||
      (await loadLabels(labels, appId, {
        take: (changes) => {
          for (const change of changes) state.applyLabelChange(change);
        },
        failed: (error) => log?.warn({ appId, err: error }, 'labels cannot be read yet; they stay unknown'),
        signal: this.stopping.signal,
      }));
    if (loaded) state.completeLabels();
  }
}
