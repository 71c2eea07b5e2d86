import { createHash } from 'node:crypto';
import { accountMatcher } from './account-matcher.js';
import { addressMatcher } from './address-matcher.js';
import type { ListMatcher } from './list-matcher.js';
import { termMatcher } from './term-matcher.js';
import { noSpellings, type Spellings } from './spellings.js';
import { runSync, type CooperativeTask } from '../../runtime/cooperative-task.js';
import { ENTRIES_PER_SLICE } from './list-matcher.js';
import { canonicalEntry } from './entry-codec.js';
import type { Entries } from './list-entry.js';
import type { List, ListSource, PrecompiledList } from './list.js';
import type { TermIndex } from '../text/terms/term-index.js';

/** A compiled list, for reading with any spellings. */
export interface CompiledList extends PrecompiledList {
  readonly source: ListSource;
}

/** Makes a list ready for reading. Its entries are sound: `problemsOfList` finds nothing. */
export function compileList(source: ListSource, spellings: Spellings = noSpellings): List {
  return listWithSpellings(runSync(compilingList(source)), spellings);
}

/**
 * The same in two steps: the long one, with pauses, and the short one.
 * @param built the index of its terms, where it was made elsewhere
 */
export function* compilingList(source: ListSource, built?: TermIndex): CooperativeTask<CompiledList> {
  if (source.precompiled !== undefined) return { source, ...source.precompiled };
  const matching = yield* matcherOf(source, built);
  return { source, matcher: matching, revision: yield* revisionOf(source.entries) };
}

export function listWithSpellings({ source, revision, matcher }: CompiledList, spellings: Spellings): List {
  const { terms } = matcher;
  return {
    name: source.name,
    kind: source.kind,
    revision,
    size: source.entries.length,
    has: (value, now) => matcher.has(value, now),
    termsIn: (text, now) => terms?.termsIn(spellings.readingsOf(text), now) ?? [],
    findsIn: (text, now) => terms?.findsIn(spellings.readingsOf(text), now) ?? [],
  };
}

function matcherOf({ kind, entries }: ListSource, built?: TermIndex): CooperativeTask<ListMatcher> {
  switch (kind) {
    case 'accounts':
      return accountMatcher(entries);
    case 'addresses':
      return addressMatcher(entries);
    case 'terms':
    case 'spellings':
      return termMatcher(entries, built);
  }
}

/** Hashes the canonical JSON, for which it is enough here to write the keys in order: ten times faster on long lists. */
function* revisionOf(entries: Entries): CooperativeTask<string> {
  const hash = createHash('sha256').update('[');
  let texts: string[] = [];
  let before = '';
  for (const entry of entries) {
    if (texts.push(canonicalEntry(entry)) < ENTRIES_PER_SLICE) continue;
    hash.update(before + texts.join(','));
    [texts, before] = [[], ','];
    yield;
  }
  if (texts.length > 0) hash.update(before + texts.join(','));
  return hash.update(']').digest('hex');
}
