import type { ListEntry } from './list.js';

/** Canonical JSON of an entry, for which it is enough to write the keys in order. What is not given is not written. */
export function canonicalEntry({ author, expiresAt, form, means, reason, value }: ListEntry): string {
  return JSON.stringify({ author, expiresAt, form, means, reason, value });
}
