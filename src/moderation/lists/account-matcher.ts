import type { Entries, ListEntry } from './list.js';
import { eachSliced, type Sliced } from '../../runtime/cooperative-task.js';
import { EndsFilter } from './suffix-bloom-filter.js';
import { ENTRIES_AT_ONCE, inForce, type Matching } from './list-matcher.js';

/** Accounts are any strings, `__proto__` included, and equal to the unit. */
export function* accountSet(entries: Entries): Sliced<Matching> {
  const byValue = new Map<string, ListEntry>();
  const ends = new EndsFilter(entries.length);
  yield* eachSliced(entries, ENTRIES_AT_ONCE, (entry) => {
    byValue.set(entry.value, entry);
    ends.add(entry.value);
  });
  return {
    terms: null,
    has(account, now) {
      // Most accounts are in no list, and looking one up in a map costs several times as much.
      if (!ends.mayHave(account)) return false;
      const entry = byValue.get(account);
      return entry !== undefined && inForce(entry, now);
    },
  };
}
