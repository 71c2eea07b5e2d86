import type { ListEntry } from './list-entry.js';

/** Canonical JSON of an entry, for which it is enough to write the keys in order. Absent members are not written. */
export function canonicalEntry({ author, expiresAt, form, means, reason, value }: ListEntry): string {
  return JSON.stringify({ author, expiresAt, form, means, reason, value });
}
