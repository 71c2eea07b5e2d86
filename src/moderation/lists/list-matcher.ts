import type { TermSet } from './term-set.js';

/** Entries that are compiled in a slice. */
export const ENTRIES_PER_SLICE = 500;

/** Looks values up in a list; each kind of list has one of its own. */
export interface ListMatcher {
  has(value: string, now: number): boolean;
  /** Finds the terms of a list in a text; `null` for other kinds of lists. */
  readonly terms: TermSet | null;
}
