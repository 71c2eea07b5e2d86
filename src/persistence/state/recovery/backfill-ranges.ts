import { DAY_MS } from '../../../moderation/state/reputation.js';

/** By how much clocks may differ, in milliseconds: events of so long after a range are read with it. */
export const MAX_CLOCK_SKEW_MS = 10_000;

/** A stretch of the past. */
export interface TimeRange {
  /** Milliseconds; `from` included, `to` not. */
  readonly from: number;
  readonly to: number;
}

/** Something whose past is to be read. */
interface IncompleteSeries {
  /** Milliseconds: nothing of this moment or later is missing. */
  readonly completeFrom: number;
  /** Milliseconds. */
  readonly keepMs: number;
}

/** Windows up to these are exact first: 10 minutes, an hour. */
const EARLY_BORDERS_MS = [600_000, 3_600_000];

/** From now backwards, a day at most at a time, with a border where the memory of some series ends. */
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
