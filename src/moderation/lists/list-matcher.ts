import type { ListEntry } from './list.js';
import type { TermSet } from './term-set.js';

/** Entries that are made ready without a pause. */
export const ENTRIES_PER_SLICE = 500;

/** What differs between the kinds of lists. */
export interface ListMatcher {
  has(value: string, now: number): boolean;
  /** What finds the terms of a list in a text; `null` for a list of something else. */
  readonly terms: TermSet | null;
}

/** Whether an entry counts at a time, in milliseconds since the epoch. */
export function inForce(entry: ListEntry, now: number): boolean {
  return entry.expiresAt === null || now < entry.expiresAt;
}
