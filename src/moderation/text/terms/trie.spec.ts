import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { runSync } from '../../../runtime/cooperative-task.js';
import { buildTrie, occurs, scan } from './trie.js';

function findsOf(terms: readonly string[], text: string): string[] {
  const finds: string[] = [];
  scan(runSync(buildTrie(terms)), unitsOf(text), (term, last) => {
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

  it('finds only what begins and ends where it may, and knows whether that is anything', () => {
    const letters = fc.constantFrom('a', 'b', 'c');
    const word = fc.string({ unit: letters, minLength: 1, maxLength: 4 });
    const mayStand = fc.array(fc.record({ begin: fc.boolean(), end: fc.boolean() }), {
      minLength: 20,
      maxLength: 20,
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(word, { maxLength: 20 }),
        fc.string({ unit: letters, maxLength: 20 }),
        mayStand,
        (words, text, places) => {
          const terms = words.toSorted((a, b) => (a < b ? -1 : 1));
          const automaton = runSync(buildTrie(terms));
          const starts = [...Array(text.length).keys()].filter((at) => places[at]?.begin === true);
          const borders = { starts, ends: places.map(({ end }) => end) };
          const finds: string[] = [];
          const found = (term: number, last: number) => finds.push(`${terms[term] ?? '?'}@${String(last)}`);
          scan(automaton, unitsOf(text), found, borders);
          const expected = naiveFindsOf(terms, text).filter((find) => {
            const [term = '', last] = find.split('@');
            const start = Number(last) + 1 - term.length;
            return places[start]?.begin === true && places[Number(last)]?.end === true;
          });
          expect(finds.sort()).toEqual(expected);
          expect(occurs(automaton, unitsOf(text), borders)).toBe(expected.length > 0);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it('makes no more finds than text and terms allow, however they repeat themselves', () => {
    const terms = Array.from({ length: 60 }, (_, at) => 'a'.repeat(at + 1));
    let finds = 0;
    scan(runSync(buildTrie(terms)), unitsOf('a'.repeat(512)), () => {
      finds += 1;
    });
    expect(finds).toBeLessThanOrEqual(512 * 60);
  });
});
