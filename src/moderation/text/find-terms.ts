import { LRUCache } from 'lru-cache';
import { scan } from './automaton.js';
import { compare } from './forms/compare.js';
import { compareSounds } from './forms/compare-sounds.js';
import { readTerm, type TextReading } from './forms/readings.js';
import { soundKeyOf } from './forms/sound-key.js';
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
    eachCandidate(search.index.shapes, reading.key.units, (term, at) => {
      const comparing = (record: Recorder) => compare(termRead(search.term(term)), reading, at, record);
      take(search, { term, reading, comparing }, found);
    });
    if (search.index.sounds.lengths.length > 0) findSounds(search, reading, found);
  }
}

function findSounds(search: Search, reading: TextReading, found: (find: Find) => void): void {
  const key = soundKeyOf(reading.signs);
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

/** Calls `candidate` with every term whose key occurs among the units, and where its first unit stands. */
function eachCandidate(
  { automaton, lengths, firstTerm, nextTerm }: KeyIndex,
  units: readonly number[],
  candidate: (term: number, at: number) => void,
): void {
  scan(automaton, units, (key, last) => {
    const at = last + 1 - (lengths[key] ?? 0);
    for (let term = firstTerm[key] ?? -1; term >= 0; term = nextTerm[term] ?? -1) candidate(term, at);
  });
}
