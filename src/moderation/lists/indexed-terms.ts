import type { Entries } from './list-entry.js';
import type { TermSearch } from '../text/terms/find-terms.js';
import { EXACT, forms } from '../text/terms/form.js';
import type { TermIndex } from '../text/terms/term-index.js';
import { inForce } from './list-entry.js';

/** Terms with the index that was made of them. They are known there by numbers, which need not be their places in the list. */
export interface IndexedTerms extends TermSearch {
  placeOf(number: number): number;
}

/** All terms of a list, by their places. */
export class AllTerms implements IndexedTerms {
  constructor(
    private readonly entries: Entries,
    readonly index: TermIndex,
  ) {}

  term(place: number): string {
    return this.entries.at(place)?.value ?? '';
  }

  loosest(place: number, now: number): number {
    const entry = this.entries.at(place);
    if (entry === undefined || !inForce(entry, now)) return -1;
    return entry.form === undefined ? (this.index.defaultForms[place] ?? EXACT) : forms.indexOf(entry.form);
  }

  placeOf(place: number): number {
    return place;
  }
}
