import type { Entries, ListEntry } from '../lists.js';
import { eachSliced, type Sliced } from '../slices.js';
import { ENTRIES_AT_ONCE, inForce, type Matching } from './matching.js';

/** Accounts are any strings, `__proto__` included, and equal to the unit. */
export function* accountSet(entries: Entries): Sliced<Matching> {
  const byValue = new Map<string, ListEntry>();
  yield* eachSliced(entries, ENTRIES_AT_ONCE, (entry) => byValue.set(entry.value, entry));
  return {
    terms: null,
    has(account, now) {
      const entry = byValue.get(account);
      return entry !== undefined && inForce(entry, now);
    },
  };
}
