import { LRUCache } from 'lru-cache';
import { scan } from './automaton.js';
import { compare } from './forms/compare.js';
import { compareSounds } from './forms/compare-sounds.js';
import { readDrawnTerm, readTerm, type TextReading } from './forms/readings.js';
import { unrecorded, type Keyed, type Recorder, type Stretch } from './forms/stretch.js';
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
    eachCandidate(search.index.shapes, reading.key.units, (termReading, at) => {
      const { term, keyed } = readingOf(search, termReading);
      const comparing = (record: Recorder) => compare(keyed(), reading, at, record);
      take(search, { term, reading, comparing }, found);
    });
    if (search.index.sounds.lengths.length > 0) findSounds(search, reading, found);
  }
}

/** The term that a reading of the index is of, and how it is read. */
function readingOf(search: Search, reading: number): { readonly term: number; readonly keyed: () => Keyed } {
  const terms = search.index.defaults.length;
  if (reading < terms) return { term: reading, keyed: () => termRead(search.term(reading)) };
  const term = search.index.drawn[reading - terms] ?? 0;
  return { term, keyed: () => readDrawnTerm(search.term(term)) ?? termRead(search.term(term)) };
}

function findSounds(search: Search, reading: TextReading, found: (find: Find) => void): void {
  const key = reading.sounds;
  eachCandidate(search.index.sounds, key.units, (term, at) => {
    const pair = { term: termRead(search.term(term)).signs, text: reading.signs };
    const comparing = (record: Recorder) => compareSounds(pair, key, at, record);
    take(search, { term, reading, comparing }, found);
  });
}

interface Candidate {
  readonly term: number;
  readonly reading: TextReading;
  readonly comparing: (record: Recorder) => Stretch | null;
}

function take(search: Search, { term, reading, comparing }: Candidate, found: (find: Find) => void): void {
  const loosest = search.loosest(term);
  if (loosest < reading.form) return;
  const stretch = comparing(unrecorded);
  if (stretch === null) return;
  const form = Math.max(stretch.form, reading.form);
  if (form <= loosest) found({ ...stretch, form, term, reading, retrace: comparing });
}

/** Calls `candidate` with every reading of a term whose key occurs among the units, and where its first unit stands. */
function eachCandidate(
  { automaton, lengths, first, next }: KeyIndex,
  units: readonly number[],
  candidate: (reading: number, at: number) => void,
): void {
  scan(automaton, units, (key, last) => {
    const at = last + 1 - (lengths[key] ?? 0);
    for (let reading = first[key] ?? -1; reading >= 0; reading = next[reading] ?? -1) candidate(reading, at);
  });
}
