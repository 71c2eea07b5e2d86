import { LRUCache } from 'lru-cache';
import { scan } from './automaton.js';
import { LOOSE } from './forms/form.js';
import { compare } from './forms/compare.js';
import { compareSounds } from './forms/compare-sounds.js';
import { readDrawnTerm, readTerm, type TextReading } from './forms/readings.js';
import { mayStand, type Keyed, type Recorder, type Stretch } from './forms/stretch.js';
import type { KeyIndex, TermIndex } from './term-index.js';

/** A part of a text that is a term, in the reading in which it is. */
export interface Find extends Stretch {
  /** The term's place among those of the index. */
  readonly term: number;
  readonly reading: TextReading;
  /** Tells once more which sign of the text stands for which of the term. */
  readonly retrace: (record: Recorder) => void;
}

/** What to look for: terms, which of them to look for, and in which form at most. */
export interface Search {
  readonly index: TermIndex;
  term(place: number): string;
  /** The number of the loosest form in which the term counts; −1 when it does not count now. */
  loosest(place: number): number;
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

/** Calls `found` with every part of the text that is a term in one of its readings, in no certain order. */
export function findTerms(
  search: Search,
  readings: readonly TextReading[],
  found: (find: Find) => void,
): void {
  for (const reading of readings) {
    findShapes(search, reading, found);
    if (search.index.sounds.lengths.length > 0) findSounds(search, reading, found);
  }
}

function findShapes(search: Search, reading: TextReading, found: (find: Find) => void): void {
  eachCandidate(search.index.shapes, reading.key.units, (termReading, at, units) => {
    if (!mayStand(reading, at, units)) return;
    const term = termOf(search, termReading);
    const loosest = search.loosest(term);
    if (loosest < reading.form) return;
    const keyed = keyedOf(search, term, termReading);
    const stretch = compare(keyed, reading, at);
    const retrace = (record: Recorder) => compare(keyed, reading, at, record);
    if (stretch !== null) take({ ...stretch, term, reading, retrace }, loosest, found);
  });
}

function findSounds(search: Search, reading: TextReading, found: (find: Find) => void): void {
  const key = reading.sounds;
  eachCandidate(search.index.sounds, key.units, (term, at) => {
    const loosest = search.loosest(term);
    if (loosest < LOOSE) return;
    const pair = { term: termRead(search.term(term)).signs, text: reading.signs };
    const stretch = compareSounds(pair, key, at);
    const retrace = (record: Recorder) => compareSounds(pair, key, at, record);
    if (stretch !== null) take({ ...stretch, term, reading, retrace }, loosest, found);
  });
}

function take(find: Find, loosest: number, found: (find: Find) => void): void {
  const form = Math.max(find.form, find.reading.form);
  if (form <= loosest) found({ ...find, form });
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

/** Calls `candidate` with every reading of a term whose key occurs among the units, and where its first unit stands. */
function eachCandidate(
  { automaton, lengths, first, next }: KeyIndex,
  units: readonly number[],
  candidate: (reading: number, at: number, units: number) => void,
): void {
  scan(automaton, units, (key, last) => {
    const length = lengths[key] ?? 0;
    const at = last + 1 - length;
    for (let reading = first[key] ?? -1; reading >= 0; reading = next[reading] ?? -1)
      candidate(reading, at, length);
  });
}
