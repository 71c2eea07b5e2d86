import { createHash } from 'node:crypto';
import { accountSet } from './lists/account-set.js';
import { addressSet } from './lists/address-set.js';
import type { Matching } from './lists/matching.js';
import { termMatching } from './lists/term-set.js';
import { noSpellings, type Spellings } from './lists/spellings.js';
import { atOnce, type Sliced } from './slices.js';
import { ENTRIES_AT_ONCE } from './lists/matching.js';
import type { List, ListEntry, ListSource } from './lists.js';
import type { TermIndex } from './text/term-index.js';

/** A list made ready, for reading with any spellings. */
export interface ReadyList {
  readonly source: ListSource;
  readonly revision: string;
  readonly matching: Matching;
}

/** Makes a list ready for reading. Its entries are sound: `problemsOfList` finds nothing. */
export function makeList(source: ListSource, spellings: Spellings = noSpellings): List {
  return listOf(atOnce(makingReady(source)), spellings);
}

/**
 * The same in two steps: the long one, with pauses, and the short one.
 * @param built the index of its terms, where it was made elsewhere
 */
export function* makingReady(source: ListSource, built?: TermIndex): Sliced<ReadyList> {
  const matching = yield* matchingOf(source, built);
  return { source, matching, revision: yield* revisionOf(source.entries) };
}

export function listOf({ source, revision, matching }: ReadyList, spellings: Spellings): List {
  const { terms } = matching;
  return {
    name: source.name,
    kind: source.kind,
    revision,
    size: source.entries.length,
    has: (value, now) => matching.has(value, now),
    termsIn: (text, now) => terms?.termsIn(spellings.readingsOf(text), now) ?? [],
    findsIn: (text, now) => terms?.findsIn(spellings.readingsOf(text), now) ?? [],
  };
}

function matchingOf({ kind, entries }: ListSource, built?: TermIndex): Sliced<Matching> {
  switch (kind) {
    case 'accounts':
      return accountSet(entries);
    case 'addresses':
      return addressSet(entries);
    case 'terms':
    case 'spellings':
      return termMatching(entries, built);
  }
}

/** Of the canonical JSON, for which it is enough here to write the keys in order: ten times faster on long lists. */
function* revisionOf(entries: readonly ListEntry[]): Sliced<string> {
  const hash = createHash('sha256').update('[');
  for (let start = 0; start < entries.length; start += ENTRIES_AT_ONCE) {
    const ordered = entries
      .slice(start, start + ENTRIES_AT_ONCE)
      .map(({ author, expiresAt, form, means, reason, value }) =>
        // What is not given is not written.
        ({ author, expiresAt, form, means, reason, value }),
      );
    hash.update((start === 0 ? '' : ',') + JSON.stringify(ordered).slice(1, -1));
    yield;
  }
  return hash.update(']').digest('hex');
}
