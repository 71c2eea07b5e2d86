import type { ListEntry } from '../lists.js';
import { buildingAutomaton, scan } from '../text/automaton.js';
import { fold } from '../text/fold.js';
import { textOf } from '../text/text.js';
import { standsAsWord } from '../text/word.js';
import { eachSliced, sortedTexts, type Sliced } from '../slices.js';
import { ENTRIES_AT_ONCE, inForce, type Matching } from './matching.js';

/** Terms, found wherever they stand as words, whatever their case and width. */
export function* termSet(entries: readonly ListEntry[]): Sliced<Matching> {
  const places = new Map<string, number>();
  yield* eachSliced(entries, ENTRIES_AT_ONCE, (entry, place) => places.set(fold(entry.value), place));
  places.delete('');
  const terms = yield* sortedTexts(places.keys());
  const automaton = yield* buildingAutomaton(terms);

  /** Where in the list a term stands that is in force, or −1. */
  const placeOf = (term: string, now: number): number => {
    const place = places.get(term) ?? -1;
    const entry = entries[place];
    return entry !== undefined && inForce(entry, now) ? place : -1;
  };
  return {
    has: (value, now) => placeOf(textOf(value).folded, now) >= 0,
    termsIn(text, now) {
      const { folded } = textOf(text);
      const found = new Set<number>();
      scan(automaton, folded, (index, last) => {
        const term = terms[index] ?? '';
        const place = placeOf(term, now);
        if (place >= 0 && standsAsWord(folded, last + 1 - term.length, last + 1)) found.add(place);
      });
      return [...found].toSorted((a, b) => a - b).map((place) => entries[place]?.value ?? '');
    },
  };
}
