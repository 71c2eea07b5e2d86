import { LRUCache } from 'lru-cache';
import { occurs, scan } from './trie.js';
import { LOOSE } from './form.js';
import { compare } from './compare-shapes.js';
import { compareSounds } from './compare-sounds.js';
import { readDrawnTerm, readTerm, type TextReading } from './normalized-text.js';
import type { Key } from './shape-key.js';
import type { Keyed, Recorder, Stretch } from './match-span.js';
import type { KeyIndex, TermIndex } from './term-index.js';

/** A part of a text that is a term, in the reading in which it is. */
export interface Find extends Stretch {
  /** The term's place among those of the index. */
  readonly term: number;
  readonly reading: TextReading;
  /** Tells once more which sign of the text stands for which of the term. */
  readonly retrace: (record: Recorder) => void;
}

/** What to look for: terms, by numbers, and in which form at most. */
export interface Search {
  readonly index: TermIndex;
  term(number: number): string;
  /** The number of the loosest form in which the term counts; −1 when it does not count at this time. */
  loosest(number: number, now: number): number;
}

/** Terms as they are read: the same few are compared again and again. */
const termsRead = new LRUCache<string, Keyed>({ max: 10_000 });

export function termRead(term: string): Keyed {
  const known = termsRead.get(term);
  if (known !== undefined) return known;
  const read = readTerm(term);
  termsRead.set(term, read);
  return read;
}

/**
 * Every part of the text that is a term in one of its readings, in no certain order.
 * @param much `once`: of each term one find, and not the strictest, for those who ask which terms there are
 */
export function findTerms(
  search: Search,
  now: number,
  readings: readonly TextReading[],
  much: 'all' | 'once' = 'all',
): readonly Find[] {
  const { shapes, sounds } = search.index;
  let finds: Finds | null = null;
  for (const reading of readings) {
    if (occurs(shapes.automaton, reading.key.units, reading.key.borders))
      findShapes(search, now, reading, (finds ??= new Finds(much)));
    if (sounds.lengths.length > 0 && occurs(sounds.automaton, reading.sounds.units, reading.sounds.borders))
      findSounds(search, now, reading, (finds ??= new Finds(much)));
  }
  return finds?.finds ?? none;
}

const none: readonly Find[] = [];

class Finds {
  readonly finds: Find[] = [];
  private readonly terms = new Set<number>();

  constructor(private readonly much: 'all' | 'once') {}

  want(term: number): boolean {
    return this.much === 'all' || !this.terms.has(term);
  }

  add(find: Find): void {
    this.terms.add(find.term);
    this.finds.push(find);
  }
}

function findShapes(search: Search, now: number, reading: TextReading, finds: Finds): void {
  eachCandidate(search.index.shapes, reading.key, (termReading, at) => {
    const term = termOf(search, termReading);
    const loosest = search.loosest(term, now);
    if (loosest < reading.form || !finds.want(term)) return;
    const keyed = keyedOf(search, term, termReading);
    const stretch = compare(keyed, reading, at);
    if (stretch === null) return;
    const retrace = (record: Recorder) => compare(keyed, reading, at, record);
    take({ ...stretch, term, reading, retrace }, loosest, finds);
  });
}

function findSounds(search: Search, now: number, reading: TextReading, finds: Finds): void {
  const key = reading.sounds;
  eachCandidate(search.index.sounds, key, (term, at) => {
    const loosest = search.loosest(term, now);
    if (loosest < LOOSE || !finds.want(term)) return;
    const pair = { term: termRead(search.term(term)).signs, text: reading.signs };
    const stretch = compareSounds(pair, key, at);
    if (stretch === null) return;
    const retrace = (record: Recorder) => compareSounds(pair, key, at, record);
    take({ ...stretch, term, reading, retrace }, loosest, finds);
  });
}

function take(find: Find, loosest: number, finds: Finds): void {
  const form = Math.max(find.form, find.reading.form);
  if (form <= loosest) finds.add({ ...find, form });
}

/** The term that a reading of the index is of. */
function termOf({ index }: Search, reading: number): number {
  const terms = index.defaults.length;
  return reading < terms ? reading : (index.drawn[reading - terms] ?? 0);
}

function keyedOf(search: Search, term: number, reading: number): Keyed {
  const text = search.term(term);
  return reading === term ? termRead(text) : (readDrawnTerm(text) ?? termRead(text));
}

/** Calls `candidate` with every reading of a term whose key occurs in a text's, and where its first unit stands. */
function eachCandidate(
  { automaton, lengths, first, next }: KeyIndex,
  { units, borders }: Pick<Key, 'units' | 'borders'>,
  candidate: (reading: number, at: number) => void,
): void {
  scan(
    automaton,
    units,
    (key, last) => {
      const at = last + 1 - (lengths[key] ?? 0);
      for (let reading = first[key] ?? -1; reading >= 0; reading = next[reading] ?? -1)
        candidate(reading, at);
    },
    borders,
  );
}
