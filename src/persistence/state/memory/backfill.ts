import { setImmediate } from 'node:timers/promises';
import { Backoff } from '../../../runtime/backoff.js';
import type { EventHistory } from '../../../moderation/state/event-history.js';
import type { StateEvent } from '../../../moderation/state/state.js';
import { MAX_CLOCK_SKEW_MS, backfillRanges } from '../recovery/backfill-ranges.js';
import type { TimeRange } from '../recovery/backfill-ranges.js';
import type { Series } from './recent-sets/series.js';

/** Events between two turns of the event loop: about a millisecond. */
const EVENTS_A_TURN = 128;
const RETRY = { firstMs: 250, maxMs: 30_000 };

/** The dependencies of a backfill. */
export interface BackfillParts {
  readonly history: EventHistory;
  take(event: StateEvent, wanted: ReadonlySet<Series>): void;
  failed(error: unknown): void;
}

/**
 * Fills an app's new series from the history, the latest days first, so that short windows are exact soon. A series counts live
 * events from the moment it is opened; an event of both sources counts once, because events have ids. Retries with backoff.
 */
export class Backfill {
  private waiting = new Set<Series>();
  private wanted = new Set<Series>();
  private readonly stopping = new AbortController();
  /** Milliseconds since the epoch; `null` while nothing is to be rebuilt. */
  since: number | null = null;
  failure: string | null = null;

  constructor(
    private readonly appId: string,
    private readonly parts: BackfillParts,
  ) {}

  /** The number of series that are not filled yet. */
  get remaining(): number {
    return this.waiting.size + this.wanted.size;
  }

  /** Queues series that were opened just now. */
  request(series: readonly Series[], now: number): void {
    if (series.length === 0) return;
    for (const one of series) this.waiting.add(one);
    if (this.since !== null) return;
    this.since = now;
    void this.run();
  }

  stop(): void {
    this.stopping.abort();
  }

  private async run(): Promise<void> {
    // The caller finishes opening its series first.
    await setImmediate();
    while (this.waiting.size > 0 && !this.stopping.signal.aborted) {
      this.wanted = this.waiting;
      this.waiting = new Set();
      const latest = Math.max(...[...this.wanted].map(({ completeFrom }) => completeFrom));
      for (const range of backfillRanges([...this.wanted])) {
        const lacks = ({ completeFrom, keepMs }: Series) =>
          completeFrom > Math.max(range.from, latest - keepMs);
        if ([...this.wanted].some(lacks)) await this.fill(range);
      }
      this.wanted = new Set();
    }
    this.since = null;
  }

  private async fill(range: TimeRange): Promise<void> {
    const backoff = new Backoff(RETRY);
    while (!this.stopping.signal.aborted) {
      try {
        if (await this.read(range)) this.markFilled(range);
        return;
      } catch (error) {
        // The history fails because it is closed.
        if (this.stopping.signal.aborted) return;
        this.failure = error instanceof Error ? error.message : String(error);
        this.parts.failed(error);
      }
      await backoff.pause(this.stopping.signal, { ref: false });
    }
  }

  private async read({ from, to }: TimeRange): Promise<boolean> {
    for await (const page of this.parts.history.eventsSince(this.appId, from, to + MAX_CLOCK_SKEW_MS)) {
      for (let start = 0; start < page.length; start += EVENTS_A_TURN) {
        for (const event of page.slice(start, start + EVENTS_A_TURN)) this.parts.take(event, this.wanted);
        await setImmediate();
        if (this.stopping.signal.aborted) return false;
      }
    }
    return !this.stopping.signal.aborted;
  }

  private markFilled({ from, to }: TimeRange): void {
    this.failure = null;
    for (const series of this.wanted) {
      if (series.completeFrom <= to) series.completeFrom = Math.min(series.completeFrom, from);
      const { known } = series;
      if (known === null || series.completeFrom > known.to) continue;
      series.completeFrom = Math.min(series.completeFrom, known.from);
      series.known = null;
    }
  }
}
