import type { ListEntry } from '../lists.js';
import { buildAutomaton, scan } from '../text/automaton.js';
import { fold } from '../text/fold.js';
import { textOf } from '../text/text.js';
import { standsAsWord } from '../text/word.js';
import { inForce, type Matching } from './matching.js';

/** Terms, found wherever they stand as words, whatever their case and width. */
export function termSet(entries: readonly ListEntry[]): Matching {
  const places = new Map(entries.map((entry, place) => [fold(entry.value), place]));
  places.delete('');
  const terms = [...places.keys()].toSorted((a, b) => (a < b ? -1 : 1));
  const automaton = buildAutomaton(terms);

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
