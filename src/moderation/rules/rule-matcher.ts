import type { Reading } from '../model/reading.js';
import type { RuleMatches } from '../engine/rule-index/rule-matches.js';

/** Finds which of some rules match. */
export interface RuleMatcher {
  /** What was found for a row of the reading table; it holds until the next row. */
  match(row: readonly Reading[]): RuleMatches;
}
