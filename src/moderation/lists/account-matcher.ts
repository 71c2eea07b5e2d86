import type { Entries, ListEntry } from './list-entry.js';
import { mapYielding, type CooperativeTask } from '../../runtime/cooperative-task.js';
import { SuffixBloomFilter } from './suffix-bloom-filter.js';
import { inForce } from './list-entry.js';
import { ENTRIES_PER_SLICE, type ListMatcher } from './list-matcher.js';

/** Accounts are any strings, `__proto__` included, and equal to the unit. */
export function* accountMatcher(entries: Entries): CooperativeTask<ListMatcher> {
  const byValue = new Map<string, ListEntry>();
  const ends = new SuffixBloomFilter(entries.length);
  yield* mapYielding(entries, ENTRIES_PER_SLICE, (entry) => {
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
