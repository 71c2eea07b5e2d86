import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { atOnce } from '../slices.js';
import { buildingAutomaton, scan } from './automaton.js';

function findsOf(terms: readonly string[], text: string): string[] {
  const finds: string[] = [];
  scan(atOnce(buildingAutomaton(terms)), unitsOf(text), (term, last) => {
    finds.push(`${terms[term] ?? '?'}@${String(last)}`);
  });
  return finds.sort();
}

function unitsOf(text: string): number[] {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
}

function naiveFindsOf(terms: readonly string[], text: string): string[] {
  return terms
    .flatMap((term) =>
      [...Array(text.length).keys()]
        .filter((start) => text.startsWith(term, start))
        .map((start) => `${term}@${String(start + term.length - 1)}`),
    )
    .sort();
}

describe('the automaton', () => {
  it('finds terms that overlap and contain each other', () => {
    expect(findsOf(['he', 'hers', 'his', 'she'], 'ushers')).toEqual(['he@3', 'hers@5', 'she@3']);
  });

  it('finds nothing without terms', () => {
    expect(findsOf([], 'anything')).toEqual([]);
  });

  it('finds what looking for each term by itself finds', () => {
    const letters = fc.constantFrom('a', 'b', 'c', '\ud83d', '\ude00');
    const word = fc.string({ unit: letters, minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(
        fc.uniqueArray(word, { maxLength: 30 }),
        fc.string({ unit: letters, maxLength: 40 }),
        (words, text) => {
          const terms = words.toSorted((a, b) => (a < b ? -1 : 1));
          expect(findsOf(terms, text)).toEqual(naiveFindsOf(terms, text));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('makes no more finds than text and terms allow, however they repeat themselves', () => {
    const terms = Array.from({ length: 60 }, (_, at) => 'a'.repeat(at + 1));
    let finds = 0;
    scan(atOnce(buildingAutomaton(terms)), unitsOf('a'.repeat(512)), () => {
      finds += 1;
    });
    expect(finds).toBeLessThanOrEqual(512 * 60);
  });
});
