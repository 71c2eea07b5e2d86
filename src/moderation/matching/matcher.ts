import type { Reading } from '../reading.js';
import type { CompiledRule } from '../rule-set.js';

/** Told of a rule that matches, or that is unknown. */
export type Found = (rule: CompiledRule, truth: 'yes' | 'unknown') => void;

/** Finds which of some rules match. */
export interface Matcher {
  /** Tells of every rule that matches a row of the reading table or is unknown, in the order of deciding. */
  match(row: readonly Reading[], found: Found): void;
}
