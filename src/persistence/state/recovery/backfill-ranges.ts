import { DAY_MS } from '../../../moderation/state/reputation.js';

/** Clocks may differ by so many milliseconds: events of so long after a range are read with it. */
export const MAX_CLOCK_SKEW_MS = 10_000;

/** A range of past time. */
export interface TimeRange {
  /** Milliseconds; `from` included, `to` not. */
  readonly from: number;
  readonly to: number;
}

/** A series that lacks a part of the past. */
interface IncompleteSeries {
  /** Milliseconds: nothing of this moment or later is missing. */
  readonly completeFrom: number;
  /** Milliseconds. */
  readonly keepMs: number;
}

/** Windows up to 10 minutes and an hour become exact first. */
const EARLY_BORDERS_MS = [600_000, 3_600_000];

/** Splits the past into ranges of a day at most, the latest first, with a border where a series ends. */
export function backfillRanges(wanted: readonly IncompleteSeries[]): TimeRange[] {
  const opened = wanted.map((series) => series.completeFrom);
  const first = Math.min(...opened);
  const spans = wanted.map((series) => series.keepMs);
  const early = EARLY_BORDERS_MS.filter((span) => span < Math.max(...spans));
  const borders = [...early, ...spans].map((span) => first - span).sort((a, b) => b - a);
  const ranges: TimeRange[] = [];
  let to = Math.max(...opened);
  for (const border of borders) {
    while (to > border) {
      const from = Math.max(border, to - DAY_MS);
      ranges.push({ from, to });
      to = from;
    }
  }
  return ranges;
}
