import { LRUCache } from 'lru-cache';
import { EXACT } from '../text/terms/form.js';
import type { TermIndex } from '../text/terms/term-index.js';
import type { IndexedTerms } from './indexed-terms.js';
import { entryOf, UNSAID, type Slab } from './packed-entries.js';

/** Terms in a slab. Those that are of the list no more have no place in it, and do not count. */
export class SlabTerms implements IndexedTerms {
  /** The same few are compared again and again. */
  private readonly known = new LRUCache<number, string>({ max: 4_096 });

  /** @param places by number: the term's place in the list, or −1 */
  constructor(
    private readonly slab: Slab,
    readonly index: TermIndex,
    private readonly places: Int32Array,
  ) {}

  term(number: number): string {
    const before = this.known.get(number);
    if (before !== undefined) return before;
    const term = entryOf(this.slab, number)?.value ?? '';
    this.known.set(number, term);
    return term;
  }

  loosest(number: number, now: number): number {
    if (this.placeOf(number) < 0 || now >= (this.slab.expiries[number] ?? 0)) return -1;
    const form = this.slab.forms[number] ?? UNSAID;
    return form === UNSAID ? (this.index.defaults[number] ?? EXACT) : form;
  }

  placeOf(number: number): number {
    return this.places[number] ?? -1;
  }
}
