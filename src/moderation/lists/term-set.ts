import type { ListEntry } from '../lists.js';
import type { Sliced } from '../slices.js';
import { findTerms, termRead, type Find, type Search } from '../text/find-terms.js';
import { EXACT, forms } from '../text/forms/form.js';
import type { TextReading } from '../text/forms/readings.js';
import { termFind, type TermFind } from '../text/term-find.js';
import { buildingTermIndex, type TermIndex } from '../text/term-index.js';
import { textOf } from '../text/text.js';
import { inForce, type Matching } from './matching.js';

/** A list of terms. */
export function* termMatching(entries: readonly ListEntry[], built?: TermIndex): Sliced<Matching> {
  const index = built ?? (yield* buildingTermIndex(entries.map(({ value }) => value)));
  const terms = new TermSet(entries, index);
  return { terms, has: (value, now) => terms.has(textOf(value).readings, now) };
}

/** Terms, found wherever a reader finds them, up to the form that each is looked for in. */
export class TermSet implements Search {
  private now = 0;

  constructor(
    private readonly entries: readonly ListEntry[],
    readonly index: TermIndex,
  ) {}

  term(place: number): string {
    return this.entries[place]?.value ?? '';
  }

  loosest(place: number): number {
    const entry = this.entries[place];
    if (entry === undefined || !inForce(entry, this.now)) return -1;
    return entry.form === undefined ? (this.index.defaults[place] ?? EXACT) : forms.indexOf(entry.form);
  }

  /** Whether the whole of a text is a term. */
  has(readings: readonly TextReading[], now: number): boolean {
    let has = false;
    this.find(readings, now, ({ first, end, reading }) => {
      has ||= first === 0 && end === reading.signs.signs.length;
    });
    return has;
  }

  /** The terms in the order of the list, each once. */
  termsIn(readings: readonly TextReading[], now: number): readonly string[] {
    const places = new Set<number>();
    this.find(readings, now, ({ term }) => places.add(term));
    return [...places].toSorted((a, b) => a - b).map((place) => this.term(place));
  }

  /** The same, each with the strictest of its finds. */
  findsIn(readings: readonly TextReading[], now: number): readonly TermFind[] {
    const best = new Map<number, Find>();
    this.find(readings, now, (find) => {
      const before = best.get(find.term);
      if (before === undefined || find.form < before.form) best.set(find.term, find);
    });
    return [...best.values()]
      .toSorted((a, b) => a.term - b.term)
      .map((find) => termFind(this.term(find.term), termRead(this.term(find.term)).signs, find));
  }

  find(readings: readonly TextReading[], now: number, found: (find: Find) => void): void {
    this.now = now;
    findTerms(this, readings, found);
  }
}
