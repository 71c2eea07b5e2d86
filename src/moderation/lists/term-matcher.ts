import type { CooperativeTask } from '../../runtime/cooperative-task.js';
import { buildTermIndex, type TermIndex } from '../text/terms/term-index.js';
import { textOf } from '../text/text.js';
import { AllTerms } from './indexed-terms.js';
import type { Entries } from './list-entry.js';
import type { ListMatcher } from './list-matcher.js';
import { TermSet } from './term-set.js';

/** Matches the terms of a list. */
export function* termMatcher(entries: Entries, built?: TermIndex): CooperativeTask<ListMatcher> {
  const index = built ?? (yield* buildTermIndex(Array.from(entries, ({ value }) => value)));
  return matcherOfTerms(new TermSet([new AllTerms(entries, index)]));
}

export function matcherOfTerms(terms: TermSet): ListMatcher {
  return { terms, has: (value, now) => terms.has(textOf(value).normalizedTexts, now) };
}
