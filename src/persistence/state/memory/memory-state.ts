import type { Clock } from '../../../runtime/clock.js';
import type { EventHistory } from '../../../moderation/state/event-history.js';
import type { LabelHistory } from '../../../moderation/state/label-history.js';
import type { Log } from '../../../runtime/log.js';
import {
  State,
  type Gathered,
  type Gathering,
  type LabelChange,
  type RateSpec,
  type RestoredResponse,
  type Settlement,
  type StateEvent,
  type StateReport,
} from '../../../moderation/state/state.js';
import { AppState } from './app-state.js';
import { KeyedHash } from '../keyed-hash.js';
import { MemoryApp, type Rebuilding } from './memory-app.js';
import { ResponseCache } from '../response-cache.js';
import { RecentSets } from './recent-sets/recent-sets.js';
import type { SnapshotSource } from './snapshot/snapshot-source.js';
import { SnapshotRestore } from './snapshot/snapshot-restore.js';
import { SeriesRegistry, type Series } from './recent-sets/series.js';
import { SnapshotSchedule } from './snapshot/snapshot-schedule.js';

export interface MemoryStateOptions {
  readonly history: EventHistory;
  /** Without it there are only the labels that are set from now on. */
  readonly labels?: LabelHistory;
  readonly clock: Clock;
  /** For counters, reputations and unblocks of all apps together. */
  readonly counterMemoryBytes: number;
  /** For the responses of the last 60 s; 64 MiB unless given. */
  readonly answerMemoryBytes?: number;
  readonly log?: Log;
  /** Without it the next start has only the history. */
  readonly snapshotSource?: SnapshotSource;
}

/** The state of a single replica, within its process. */
export class MemoryState extends State {
  private readonly sets: RecentSets;
  private readonly registry: SeriesRegistry;
  private readonly hash: KeyedHash;
  private readonly responses: ResponseCache;
  private readonly apps = new Map<string, MemoryApp>();
  private readonly stopping = new AbortController();
  private readonly restoration: SnapshotRestore | null;
  private readonly snapshots: SnapshotSchedule | null;
  /** Milliseconds since the epoch; `null` when the snapshot has been restored, or there is none. */
  private restoringSince: number | null = null;
  private restored: Promise<void> | null = null;

  constructor(private readonly options: MemoryStateOptions) {
    super();
    const { snapshotSource, clock, log, counterMemoryBytes } = options;
    const found = snapshotSource?.previous ?? null;
    this.registry = new SeriesRegistry(found?.contents.series ?? []);
    this.sets = new RecentSets(counterMemoryBytes, this.registry);
    this.hash = new KeyedHash(...(found?.contents.seed ?? []));
    if (found !== null) {
      this.sets.restoreEvictionTable(found.forgotten);
      this.restoringSince = clock.now();
    }
    const { sets, registry, hash } = this;
    const take = (event: StateEvent) => this.apps.get(event.appId)?.state.recordPast(event, null);
    this.restoration =
      snapshotSource === undefined
        ? null
        : new SnapshotRestore({ sets, registry, source: snapshotSource, log, take });
    this.snapshots =
      snapshotSource === undefined
        ? null
        : new SnapshotSchedule({ sets, registry, hash, source: snapshotSource, clock, log });
    this.responses = new ResponseCache(options.answerMemoryBytes ?? 64 * 1024 * 1024);
  }

  /** Live keys that were evicted to stay within memory, since the start. */
  get evictions(): number {
    const labels = [...this.apps.values()].map(({ state }) => state.evictedLabels);
    return labels.reduce((sum, evicted) => sum + evicted, this.sets.evictions);
  }

  /** The keys in memory, and the bytes they take. */
  get size(): { readonly keys: number; readonly bytes: number } {
    return this.sets.size;
  }

  /** The apps that are being rebuilt; empty when all readings are exact. */
  get rebuilding(): readonly Rebuilding[] {
    return [...this.apps].flatMap(([appId, { state, backfill }]) => {
      const awaited = state.series.filter((series) => this.registry.isAwaited(series)).length;
      const since = backfill.since ?? (awaited === 0 ? null : this.restoringSince);
      const series = backfill.remaining + awaited;
      return since === null ? [] : [{ appId, since, series, failure: backfill.failure }];
    });
  }

  override prepare(appId: string, rates: readonly RateSpec[]): void {
    const now = this.options.clock.now();
    const { state, backfill } = this.app(appId, now);
    const opened = state.prepare(rates, now);
    const wanted = new Set(opened);
    // Callbacks in flight are neither in the new counters nor in the history.
    if (wanted.size > 0) for (const event of this.responses.inFlight(appId)) state.recordPast(event, wanted);
    backfill.request(this.unawaited(opened), now);
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
    for (const { backfill } of this.apps.values()) backfill.stop();
    this.stopping.abort();
    this.restoration?.stop();
    await (this.restored ?? this.options.snapshotSource?.previous?.close());
    await this.snapshots?.stop();
  }

  private async restore(): Promise<void> {
    const lacking = await this.restoration?.run();
    // Stopped half way: the last process' snapshot is better than a new one would be.
    if (lacking === null) return;
    for (const { state, backfill } of this.apps.values()) {
      const now = this.options.clock.now();
      const own = state.series.filter((series) => lacking?.includes(series));
      backfill.request(
        own.filter((series) => series.completeFrom > now - series.keepMs + 1),
        now,
      );
    }
    this.restoringSince = null;
    this.snapshots?.begin();
  }

  /** Leaves out the series that a snapshot will fill. */
  private unawaited(series: readonly Series[]): readonly Series[] {
    return series.filter((one) => !this.registry.isAwaited(one));
  }

  private app(appId: string, now: number): MemoryApp {
    let app = this.apps.get(appId);
    if (app === undefined) {
      const state = new AppState(this.sets, this.hash, appId, now);
      app = new MemoryApp(appId, state, { ...this.options, signal: this.stopping.signal });
      this.apps.set(appId, app);
      app.backfill.request(this.unawaited(state.permanentSeries), now);
    }
    return app;
  }
}
