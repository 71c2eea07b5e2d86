import type { EventHistory } from '../../../moderation/state/event-history.js';
import type { LabelHistory } from '../../../moderation/state/label-history.js';
import type { Log } from '../../../runtime/log.js';
import { DAY_MS, HORIZON_DAYS } from '../../../moderation/state/reputation.js';
import { CLOCKS_DIFFER_MS, rangesFor, type Range } from '../recovery/backfill-ranges.js';
import { reasonOf } from '../../../runtime/describe-error.js';
import { RedisAway, type Connection } from './connection/redis-connection.js';
import { partsOf, SILENT_MS, type RedisApp } from './redis-app.js';
import { filledScript, leaseScript } from './script/script.js';
import { standingSeries } from './script/series-table.js';

const LEASE_MS = 10_000;
const WITHIN_MS = 2_000;
const EVENTS_A_SCRIPT = 100;
const REMEMBERED_MS = 35 * DAY_MS;
/** A day more than the horizon: entries stand for whole days. */
const REPUTATION_MS = (HORIZON_DAYS + 1) * DAY_MS;

const keepMsOf = { reputation: REPUTATION_MS, unblock: REMEMBERED_MS, label: REMEMBERED_MS } as const;

interface Wanted {
  readonly name: string;
  readonly completeFrom: number;
  readonly keepMs: number;
}

export interface SharedRebuildParts {
  readonly connection: Connection;
  readonly history: EventHistory;
  readonly labels: LabelHistory;
  readonly replica: string;
  readonly log: Log;
  /** Told when something has become complete further back. */
  filled(): void;
}

/** Fills what is new in the shared state from the history, the latest days first; of all replicas one does, by a lease. */
export class SharedRebuild {
  private running = false;
  private stopped = false;
  failure: string | null = null;

  constructor(private readonly parts: SharedRebuildParts) {}

  stop(): void {
    this.stopped = true;
  }

  /** Whether something is not complete yet. */
  isNeeded(app: RedisApp, now: number): boolean {
    return wantedOf(app, now).length > 0;
  }

  /** To be called once a second: begins where something is not complete and nobody else is at it. Never rejects. */
  async tick(app: RedisApp, now: number): Promise<void> {
    if (this.running || this.stopped || !app.isKnown) return;
    this.running = true;
    try {
      const wanted = wantedOf(app, now);
      if (wanted.length > 0 && (await this.leased(app))) await this.fill(app, wanted);
      this.failure = null;
    } catch (error) {
      if (this.stopped) return;
      if (!(error instanceof RedisAway)) this.failure = reasonOf(error);
      this.parts.log.debug(
        { appId: app.appId, reason: reasonOf(error) },
        'the shared state is not filled yet',
      );
    } finally {
      this.running = false;
    }
  }

  private async fill(app: RedisApp, wanted: readonly Wanted[]): Promise<void> {
    const { version } = app.table;
    const isLabel = ({ name }: Wanted) => name === 'label';
    if (wanted.some(isLabel) && !(await this.fillLabels(app, version))) return;
    const ofEvents = wanted.filter((one) => !isLabel(one));
    if (ofEvents.length === 0) return;
    const names = ofEvents.map(({ name }) => name);
    for (const range of rangesFor(ofEvents)) {
      const reaching = ofEvents.filter(({ completeFrom, keepMs }) => completeFrom - keepMs < range.to);
      if (!(await this.read(app, range, new Set(reaching.map(({ name }) => name))))) return;
      if (!(await this.filled(app, range, names, version))) return;
    }
  }

  /** Labels stand however long ago they were set, so they are all read at once. */
  private async fillLabels(app: RedisApp, version: number): Promise<boolean> {
    for await (const page of this.parts.labels.labelsOf(app.appId)) {
      for (let start = 0; start < page.length; start += EVENTS_A_SCRIPT) {
        if (this.stopped) return false;
        await app.mark(page.slice(start, start + EVENTS_A_SCRIPT));
      }
      if (!(await this.leased(app))) return false;
    }
    const ever = { from: 0, to: Number.MAX_SAFE_INTEGER };
    return this.filled(app, ever, ['label'], version);
  }

  private async read(app: RedisApp, { from, to }: Range, names: ReadonlySet<string>): Promise<boolean> {
    for await (const page of this.parts.history.eventsSince(app.appId, from, to + CLOCKS_DIFFER_MS)) {
      for (let start = 0; start < page.length; start += EVENTS_A_SCRIPT) {
        if (this.stopped) return false;
        const events = page.slice(start, start + EVENTS_A_SCRIPT);
        await app.apply(
          events.filter(({ kind }) => kind !== 'label'),
          names,
        );
      }
      if (!(await this.leased(app))) return false;
    }
    return true;
  }

  /** Whether that is so now; not while another replica still has to hand in what only its journal has. */
  private async filled(
    app: RedisApp,
    { from, to }: Range,
    names: readonly string[],
    version: number,
  ): Promise<boolean> {
    const { keys } = app;
    const reply = await this.parts.connection.run(
      filledScript,
      [keys.epoch, keys.behind, keys.series, keys.lease, keys.alive],
      { epoch: app.epochId, replica: this.parts.replica, names, from, to, version, silentMs: SILENT_MS },
      WITHIN_MS,
    );
    if (partsOf(reply)[0] !== 'filled') return false;
    this.parts.filled();
    return true;
  }

  private async leased(app: RedisApp): Promise<boolean> {
    const args = { replica: this.parts.replica, ms: LEASE_MS };
    return (await this.parts.connection.run(leaseScript, [app.keys.lease], args, WITHIN_MS)) === 1;
  }
}

/** What is not complete as far back as it is kept. */
function wantedOf({ table }: RedisApp, now: number): readonly Wanted[] {
  const standing = standingSeries.map((name) => ({
    name,
    keepMs: keepMsOf[name],
    completeFrom: table.completeSince(name),
  }));
  return [...table.counters, ...standing].filter(
    ({ completeFrom, keepMs }) =>
      Number.isFinite(completeFrom) && completeFrom > now - keepMs + Math.min(CLOCKS_DIFFER_MS, keepMs / 2),
  );
}
