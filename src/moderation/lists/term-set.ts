import type { Entries } from './list.js';
import type { Sliced } from '../../runtime/cooperative-task.js';
import { findTerms, termRead, type Find } from '../text/terms/find-terms.js';
import type { TextReading } from '../text/terms/normalized-text.js';
import { termFind, type TermFind } from '../text/terms/explain-match.js';
import { buildingTermIndex, type TermIndex } from '../text/terms/term-index.js';
import { textOf } from '../text/text.js';
import { AllTerms, type IndexedTerms } from './indexed-terms.js';
import type { Matching } from './list-matcher.js';

/** A term of a list that was found in a text, and its place in the list. */
export interface FoundTerm {
  readonly term: string;
  readonly place: number;
  readonly find: Find;
}

const none: readonly FoundTerm[] = [];
const noTerms: readonly string[] = [];

function foundTerm(part: IndexedTerms, find: Find): FoundTerm {
  return { term: part.term(find.term), place: part.placeOf(find.term), find };
}

/** A list of terms. */
export function* termMatching(entries: Entries, built?: TermIndex): Sliced<Matching> {
  const index = built ?? (yield* buildingTermIndex(Array.from(entries, ({ value }) => value)));
  return matchingOf(new TermSet([new AllTerms(entries, index)]));
}

export function matchingOf(terms: TermSet): Matching {
  return { terms, has: (value, now) => terms.has(textOf(value).readings, now) };
}

/** Terms, found wherever a reader finds them, up to the form that each is looked for in. */
export class TermSet {
  /** @param parts each term of the list is in one of them */
  constructor(private readonly parts: readonly IndexedTerms[]) {}

  /** Whether the whole of a text is a term. */
  has(readings: readonly TextReading[], now: number): boolean {
    return this.find(readings, now).some(
      ({ find: { first, end, reading } }) => first === 0 && end === reading.signs.signs.length,
    );
  }

  /** The terms in the order of the list, each once. */
  termsIn(readings: readonly TextReading[], now: number): readonly string[] {
    const found = this.find(readings, now, 'once');
    if (found.length === 0) return noTerms;
    const terms = new Map(found.map(({ place, term }) => [place, term]));
    return [...terms].toSorted(([a], [b]) => a - b).map(([, term]) => term);
  }

  /** The same, each with the strictest of its finds. */
  findsIn(readings: readonly TextReading[], now: number): readonly TermFind[] {
    const best = new Map<number, FoundTerm>();
    for (const found of this.find(readings, now)) {
      const before = best.get(found.place);
      if (before === undefined || found.find.form < before.find.form) best.set(found.place, found);
    }
    return [...best.values()]
      .toSorted((a, b) => a.place - b.place)
      .map(({ term, find }) => termFind(term, termRead(term).signs, find));
  }

  /** See `findTerms`. */
  find(readings: readonly TextReading[], now: number, much: 'all' | 'once' = 'all'): readonly FoundTerm[] {
    let found = none;
    for (const part of this.parts) {
      const finds = findTerms(part, now, readings, much);
      if (finds.length > 0) found = [...found, ...finds.map((find) => foundTerm(part, find))];
    }
    return found;
  }
}
