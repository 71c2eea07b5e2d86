import { makeList } from '../../../src/moderation/list.js';
import type { List } from '../../../src/moderation/lists.js';

/** A list that finds its terms in every disguise it can. */
export function looseList(terms: readonly string[]): List {
  const entries = terms.map((value) => {
    const entry = { value, reason: null, author: null, expiresAt: null, form: 'loose' as const };
    return entry;
  });
  return makeList({ name: 'loose', kind: 'terms', entries });
}
