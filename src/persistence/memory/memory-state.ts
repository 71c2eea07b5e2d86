import type { Clock } from '../../moderation/clock.js';
import type { EventHistory } from '../../moderation/event-history.js';
import type { Log } from '../../moderation/log.js';
import { State } from '../../moderation/state.js';
import type {
  Gathered,
  Gathering,
  LabelChange,
  RateSpec,
  SentAnswer,
  Settlement,
  StateReport,
} from '../../moderation/state.js';
import { AppState } from './app-state.js';
import { KeyedHash } from '../state/keyed-hash.js';
import { Rebuild } from './rebuild.js';
import { RecentPackets } from '../state/recent-packets.js';
import { RecentSets } from './recent-sets.js';

export interface MemoryStateOptions {
  readonly history: EventHistory;
  readonly clock: Clock;
  /** For counters, reputations, labels and unblocks of all apps together. */
  readonly counterMemoryBytes: number;
  /** For the answers of the last 60 s; 64 MiB unless given. */
  readonly answerMemoryBytes?: number;
  readonly log?: Log;
}

const labelEvent = {
  source: '',
  item: 0,
  kind: 'label',
  requesterAccount: '',
  toAccount: '',
  clientAddress: null,
} as const;

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
  readonly rebuild: Rebuild;
}

/** State within the process: for one replica. */
export class MemoryState extends State {
  private readonly sets: RecentSets;
  private readonly hash = new KeyedHash();
  private readonly packets: RecentPackets;
  private readonly apps = new Map<string, App>();

  constructor(private readonly options: MemoryStateOptions) {
    super();
    this.sets = new RecentSets(options.counterMemoryBytes);
    this.packets = new RecentPackets(options.answerMemoryBytes ?? 64 * 1024 * 1024);
  }

  /** Live keys that were evicted to stay within memory, since the start. */
  get evictions(): number {
    return this.sets.evictions;
  }

  /** How much is remembered: keys, and the bytes they take. */
  get size(): { readonly keys: number; readonly bytes: number } {
    return this.sets.size;
  }

  /** What is being rebuilt; empty when all readings are exact. */
  get rebuilding(): readonly Rebuilding[] {
    return [...this.apps].flatMap(([appId, { rebuild }]) =>
      rebuild.since === null
        ? []
        : [{ appId, since: rebuild.since, series: rebuild.left, failure: rebuild.failure }],
    );
  }

  override prepare(appId: string, rates: readonly RateSpec[]): void {
    const now = this.options.clock.now();
    const { state, rebuild } = this.app(appId, now);
    const opened = state.prepare(rates, now);
    const wanted = new Set(opened);
    // What is in flight is neither counted by the new counters nor in the history.
    if (wanted.size > 0) for (const event of this.packets.inFlight(appId)) state.recordPast(event, wanted);
    rebuild.want(opened, now);
  }

  override gather(gathering: Gathering): Gathered {
    const original = this.packets.originalOf(gathering);
    if (original !== null) return { kind: 'copy', of: original.source, answer: original.answer };
    const { state } = this.app(gathering.appId, gathering.at);
    if (!state.isPrepared(gathering.rates)) this.prepare(gathering.appId, gathering.rates);
    this.packets.begin(gathering);
    return { kind: 'first', readings: state.gather(gathering) };
  }

  override settle(settlement: Settlement): void {
    const app = this.apps.get(settlement.appId);
    if (app !== undefined) for (const event of settlement.events) app.state.record(event);
    this.packets.settle(settlement);
  }

  override restoreAnswers(answers: readonly SentAnswer[]): void {
    this.packets.restore(answers, this.options.clock.now());
  }

  override mark({ cleared, account, label, ...change }: LabelChange): void {
    if (cleared) return;
    const app = this.app(change.appId, this.options.clock.now());
    app.state.record({ ...labelEvent, ...change, fromAccount: account, detail: label });
  }

  override report(): StateReport {
    const { rebuilding } = this;
    const failed = rebuilding.some(({ failure }) => failure !== null);
    return {
      kind: 'memory',
      evictions: this.evictions,
      rebuilding: rebuilding.length > 0,
      degraded: failed ? ['what happened before the start cannot be read yet'] : [],
    };
  }

  override async stop(): Promise<void> {
    for (const { rebuild } of this.apps.values()) rebuild.stop();
  }

  private app(appId: string, now: number): App {
    let app = this.apps.get(appId);
    if (app === undefined) {
      const { history, log } = this.options;
      const state = new AppState(this.sets, this.hash, appId, now);
      const rebuild = new Rebuild(appId, {
        history,
        take: (event, wanted) => state.recordPast(event, wanted),
        failed: (error) =>
          log?.warn({ appId, err: error }, 'the past can not be read; readings stay unknown'),
      });
      app = { state, rebuild };
      this.apps.set(appId, app);
      rebuild.want(state.standing, now);
    }
    return app;
  }
}
