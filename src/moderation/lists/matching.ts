import type { List, ListEntry } from '../lists.js';

/** What differs between the kinds of lists. */
export type Matching = Pick<List, 'has' | 'termsIn'>;

/** Whether an entry counts at a time, in milliseconds since the epoch. */
export function inForce(entry: ListEntry, now: number): boolean {
  return entry.expiresAt === null || now < entry.expiresAt;
}
