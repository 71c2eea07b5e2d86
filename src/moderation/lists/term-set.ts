import { findTerms, type TermMatch } from '../text/terms/find-terms.js';
import type { NormalizedText } from '../text/terms/normalized-text.js';
import { explainMatch, type ExplainedMatch } from '../text/terms/explain-match.js';
import type { IndexedTerms } from './indexed-terms.js';

/** A term of a list that was found in a text, and its place in the list. */
export interface FoundTerm {
  readonly term: string;
  readonly place: number;
  readonly find: TermMatch;
}

const none: readonly FoundTerm[] = [];
const noTerms: readonly string[] = [];

function foundTerm(part: IndexedTerms, find: TermMatch): FoundTerm {
  return { term: part.term(find.term), place: part.placeOf(find.term), find };
}

/** Terms, found wherever a reader finds them, up to the form that each is looked for in. */
export class TermSet {
  /** @param parts each term of the list is in one of them */
  constructor(private readonly parts: readonly IndexedTerms[]) {}

  /** Whether the whole of a text is a term. */
  has(readings: readonly NormalizedText[], now: number): boolean {
    return this.find(readings, now).some(
      ({ find: { first, end, text } }) => first === 0 && end === text.glyphText.glyphs.length,
    );
  }

  /** The terms in the order of the list, each once. */
  termsIn(readings: readonly NormalizedText[], now: number): readonly string[] {
    const found = this.find(readings, now, 'once');
    if (found.length === 0) return noTerms;
    const terms = new Map(found.map(({ place, term }) => [place, term]));
    return [...terms].toSorted(([a], [b]) => a - b).map(([, term]) => term);
  }

  /** The same, each with the strictest of its finds. */
  findsIn(readings: readonly NormalizedText[], now: number): readonly ExplainedMatch[] {
    const best = new Map<number, FoundTerm>();
    for (const found of this.find(readings, now)) {
      const before = best.get(found.place);
      if (before === undefined || found.find.form < before.find.form) best.set(found.place, found);
    }
    return [...best.values()]
      .toSorted((a, b) => a.place - b.place)
      .map(({ term, find }) => explainMatch(term, find));
  }

  /** See `findTerms`. */
  find(readings: readonly NormalizedText[], now: number, much: 'all' | 'once' = 'all'): readonly FoundTerm[] {
    let found = none;
    for (const part of this.parts) {
      const finds = findTerms(part, now, readings, much);
      if (finds.length > 0) found = [...found, ...finds.map((find) => foundTerm(part, find))];
    }
    return found;
  }
}
