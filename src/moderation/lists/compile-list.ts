import { createHash } from 'node:crypto';
import { accountSet } from './account-matcher.js';
import { addressSet } from './address-matcher.js';
import type { Matching } from './list-matcher.js';
import { termMatching } from './term-set.js';
import { noSpellings, type Spellings } from './spellings.js';
import { atOnce, type Sliced } from '../../runtime/cooperative-task.js';
import { ENTRIES_AT_ONCE } from './list-matcher.js';
import { entryText } from './canonical-entry.js';
import type { Entries, List, ListSource, MadeList } from './list.js';
import type { TermIndex } from '../text/terms/term-index.js';

/** A list made ready, for reading with any spellings. */
export interface ReadyList extends MadeList {
  readonly source: ListSource;
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
  if (source.made !== undefined) return { source, ...source.made };
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
function* revisionOf(entries: Entries): Sliced<string> {
  const hash = createHash('sha256').update('[');
  let texts: string[] = [];
  let before = '';
  for (const entry of entries) {
    if (texts.push(entryText(entry)) < ENTRIES_AT_ONCE) continue;
    hash.update(before + texts.join(','));
    [texts, before] = [[], ','];
    yield;
  }
  if (texts.length > 0) hash.update(before + texts.join(','));
  return hash.update(']').digest('hex');
}
