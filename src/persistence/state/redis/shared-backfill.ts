import { EVENT_RETENTION_MS } from '../../../moderation/state/event-retention.js';
import type { EventHistory } from '../../../moderation/state/event-history.js';
import type { LabelHistory } from '../../../moderation/state/label-history.js';
import type { Log } from '../../../runtime/log.js';
import { DAY_MS, HORIZON_DAYS } from '../../../moderation/state/reputation.js';
import { MAX_CLOCK_SKEW_MS, backfillRanges, type TimeRange } from '../recovery/backfill-ranges.js';
import { describeError } from '../../../runtime/describe-error.js';
import type { RedisConnection } from './connection/redis-connection.js';
import { RedisUnavailable } from './connection/redis-unavailable.js';
import { REPLICA_TIMEOUT_MS } from './app-session.js';
import type { RedisApp } from './redis-app.js';
import { itemsOf } from './script/script-replies.js';
import { completeScript, leaseScript } from './script/script.js';
import { permanentSeries } from './script/series-table.js';

const LEASE_MS = 10_000;
const SCRIPT_TIMEOUT_MS = 2_000;
const EVENTS_A_SCRIPT = 100;
/** A day more than the horizon, since entries stand for whole days. */
const REPUTATION_MS = (HORIZON_DAYS + 1) * DAY_MS;

const keepMsOf = {
  reputation: REPUTATION_MS,
  unblock: EVENT_RETENTION_MS,
  label: EVENT_RETENTION_MS,
} as const;

interface IncompleteSeries {
  readonly name: string;
  readonly completeFrom: number;
  readonly keepMs: number;
}

export interface SharedBackfillParts {
  readonly connection: RedisConnection;
  readonly history: EventHistory;
  readonly labels: LabelHistory;
  readonly replica: string;
  readonly log: Log;
  /** Called when a series has become complete further back. */
  onProgress(): void;
}

/** Fills new series of the shared state from the history, the latest days first. A lease makes one replica do it. */
export class SharedBackfill {
  private running = false;
  private stopped = false;
  failure: string | null = null;

  constructor(private readonly parts: SharedBackfillParts) {}

  stop(): void {
    this.stopped = true;
  }

  /** Whether a series is not complete yet. */
  isNeeded(app: RedisApp, now: number): boolean {
    return incompleteSeries(app, now).length > 0;
  }

  /** Call it once a second: begins where a series is not complete and no replica holds the lease. Never rejects. */
  async tick(app: RedisApp, now: number): Promise<void> {
    if (this.running || this.stopped || !app.isRegistered) return;
    this.running = true;
    try {
      const wanted = incompleteSeries(app, now);
      if (wanted.length > 0 && (await this.holdLease(app))) await this.fill(app, wanted);
      this.failure = null;
    } catch (error) {
      if (this.stopped) return;
      if (!(error instanceof RedisUnavailable)) this.failure = describeError(error);
      this.parts.log.debug(
        { appId: app.appId, reason: describeError(error) },
        'the shared state is not filled yet',
      );
    } finally {
      this.running = false;
    }
  }

  private async fill(app: RedisApp, wanted: readonly IncompleteSeries[]): Promise<void> {
    const { version } = app.table;
    const isLabel = ({ name }: IncompleteSeries) => name === 'label';
    if (wanted.some(isLabel) && !(await this.fillLabels(app, version))) return;
    const ofEvents = wanted.filter((one) => !isLabel(one));
    if (ofEvents.length === 0) return;
    const names = ofEvents.map(({ name }) => name);
    for (const range of backfillRanges(ofEvents)) {
      const reaching = ofEvents.filter(({ completeFrom, keepMs }) => completeFrom - keepMs < range.to);
      if (!(await this.read(app, range, new Set(reaching.map(({ name }) => name))))) return;
      if (!(await this.markComplete(app, range, names, version))) return;
    }
  }

  /** Labels may have been set at any time, so all are read at once. */
  private async fillLabels(app: RedisApp, version: number): Promise<boolean> {
    for await (const page of this.parts.labels.labelsOf(app.appId)) {
      for (let start = 0; start < page.length; start += EVENTS_A_SCRIPT) {
        if (this.stopped) return false;
        await app.applyLabelChanges(page.slice(start, start + EVENTS_A_SCRIPT));
      }
      if (!(await this.holdLease(app))) return false;
    }
    const ever = { from: 0, to: Number.MAX_SAFE_INTEGER };
    return this.markComplete(app, ever, ['label'], version);
  }

  private async read(app: RedisApp, { from, to }: TimeRange, names: ReadonlySet<string>): Promise<boolean> {
    for await (const page of this.parts.history.eventsSince(app.appId, from, to + MAX_CLOCK_SKEW_MS)) {
      for (let start = 0; start < page.length; start += EVENTS_A_SCRIPT) {
        if (this.stopped) return false;
        const events = page.slice(start, start + EVENTS_A_SCRIPT);
        await app.apply(
          events.filter(({ kind }) => kind !== 'label'),
          names,
        );
      }
      if (!(await this.holdLease(app))) return false;
    }
    return true;
  }

  /** @returns whether the series are marked; not while another replica has events that only its journal holds */
  private async markComplete(
    app: RedisApp,
    { from, to }: TimeRange,
    names: readonly string[],
    version: number,
  ): Promise<boolean> {
    const { keys } = app;
    const reply = await this.parts.connection.run(
      completeScript,
      [keys.epoch, keys.behind, keys.series, keys.lease, keys.alive],
      {
        epoch: app.epochId,
        replica: this.parts.replica,
        names,
        from,
        to,
        version,
        silentMs: REPLICA_TIMEOUT_MS,
      },
      SCRIPT_TIMEOUT_MS,
    );
    if (itemsOf(reply)[0] !== 'filled') return false;
    this.parts.onProgress();
    return true;
  }

  private async holdLease(app: RedisApp): Promise<boolean> {
    const args = { replica: this.parts.replica, ms: LEASE_MS };
    return (await this.parts.connection.run(leaseScript, [app.keys.lease], args, SCRIPT_TIMEOUT_MS)) === 1;
  }
}

/** The series that are not complete as far back as they are kept. */
function incompleteSeries({ table }: RedisApp, now: number): readonly IncompleteSeries[] {
  const standing = permanentSeries.map((name) => ({
    name,
    keepMs: keepMsOf[name],
    completeFrom: table.completeSince(name),
  }));
  return [...table.counters, ...standing].filter(
    ({ completeFrom, keepMs }) =>
      Number.isFinite(completeFrom) && completeFrom > now - keepMs + Math.min(MAX_CLOCK_SKEW_MS, keepMs / 2),
  );
}
