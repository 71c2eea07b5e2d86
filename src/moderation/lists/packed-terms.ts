import { LRUCache } from 'lru-cache';
import { EXACT } from '../text/terms/form.js';
import type { TermIndex } from '../text/terms/term-index.js';
import type { IndexedTerms } from './indexed-terms.js';
import { entryAt, NO_FORM, type PackedEntries } from './packed-entries.js';

/** Terms in packed entries. Entries that left the list have no place in it, and do not count. */
export class PackedTerms implements IndexedTerms {
  /** The same few are compared again and again. */
  private readonly known = new LRUCache<number, string>({ max: 4_096 });

  /** @param places by number: the term's place in the list, or −1 */
  constructor(
    private readonly entries: PackedEntries,
    readonly index: TermIndex,
    private readonly places: Int32Array,
  ) {}

  term(number: number): string {
    const before = this.known.get(number);
    if (before !== undefined) return before;
    const term = entryAt(this.entries, number)?.value ?? '';
    this.known.set(number, term);
    return term;
  }

  loosest(number: number, now: number): number {
    if (this.placeOf(number) < 0 || now >= (this.entries.expiries[number] ?? 0)) return -1;
    const form = this.entries.forms[number] ?? NO_FORM;
    return form === NO_FORM ? (this.index.defaultForms[number] ?? EXACT) : form;
  }

  placeOf(number: number): number {
    return this.places[number] ?? -1;
  }
}
