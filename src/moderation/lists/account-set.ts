import type { ListEntry } from '../lists.js';
import { inForce, type Matching } from './matching.js';

/** Accounts are any strings, `__proto__` included, and equal to the unit. */
export function accountSet(entries: readonly ListEntry[]): Matching {
  const byValue = new Map(entries.map((entry) => [entry.value, entry]));
  return {
    has(account, now) {
      const entry = byValue.get(account);
      return entry !== undefined && inForce(entry, now);
    },
    termsIn: () => [],
  };
}
