import type { List, ListEntry } from '../lists.js';

/** Entries that are made ready without a pause. */
export const ENTRIES_AT_ONCE = 500;

/** What differs between the kinds of lists. */
export type Matching = Pick<List, 'has' | 'termsIn'>;

/** Whether an entry counts at a time, in milliseconds since the epoch. */
export function inForce(entry: ListEntry, now: number): boolean {
  return entry.expiresAt === null || now < entry.expiresAt;
}
