import { LRUCache } from 'lru-cache';
import { occurs, scan } from './trie.js';
import { LOOSE } from './form.js';
import { compareShapes } from './compare-shapes.js';
import { compareSounds } from './compare-sounds.js';
import { normalizeCapitalTerm, normalizeTerm, type NormalizedText } from './normalized-text.js';
import type { ShapeKey } from './shape-key.js';
import type { KeyedText, AlignmentRecorder, MatchSpan } from './match-span.js';
import type { KeyIndex, TermIndex } from './term-index.js';

/** A part of a text that is a term, in the reading in which it is. */
export interface TermMatch extends MatchSpan {
  /** The term's place among those of the index. */
  readonly term: number;
  readonly text: NormalizedText;
  /** Tells once more which sign of the text stands for which of the term. */
  readonly retrace: (record: AlignmentRecorder) => void;
}

/** What to look for: terms, by numbers, and in which form at most. */
export interface TermSearch {
  readonly index: TermIndex;
  term(number: number): string;
  /** The number of the loosest form in which the term counts; −1 when it does not count at this time. */
  loosest(number: number, now: number): number;
}

/** Terms as they are read: the same few are compared again and again. */
const termCache = new LRUCache<string, KeyedText>({ max: 10_000 });

export function cachedTerm(term: string): KeyedText {
  const known = termCache.get(term);
  if (known !== undefined) return known;
  const read = normalizeTerm(term);
  termCache.set(term, read);
  return read;
}

/**
 * Every part of the text that is a term in one of its readings, in no certain order.
 * @param much `once`: of each term one find, and not the strictest, for those who ask which terms there are
 */
export function findTerms(
  search: TermSearch,
  now: number,
  readings: readonly NormalizedText[],
  much: 'all' | 'once' = 'all',
): readonly TermMatch[] {
  const { shapes, sounds } = search.index;
  let finds: MatchCollector | null = null;
  for (const reading of readings) {
    if (occurs(shapes.trie, reading.key.units, reading.key.boundaries))
      findShapes(search, now, reading, (finds ??= new MatchCollector(much)));
    if (sounds.lengths.length > 0 && occurs(sounds.trie, reading.soundKey.units, reading.soundKey.boundaries))
      findSounds(search, now, reading, (finds ??= new MatchCollector(much)));
  }
  return finds?.matches ?? noMatches;
}

const noMatches: readonly TermMatch[] = [];

class MatchCollector {
  readonly matches: TermMatch[] = [];
  private readonly terms = new Set<number>();

  constructor(private readonly much: 'all' | 'once') {}

  wants(term: number): boolean {
    return this.much === 'all' || !this.terms.has(term);
  }

  add(find: TermMatch): void {
    this.terms.add(find.term);
    this.matches.push(find);
  }
}

function findShapes(search: TermSearch, now: number, reading: NormalizedText, finds: MatchCollector): void {
  eachCandidate(search.index.shapes, reading.key, (termReading, at) => {
    const term = termOf(search, termReading);
    const loosest = search.loosest(term, now);
    if (loosest < reading.form || !finds.wants(term)) return;
    const keyed = keyedTermOf(search, term, termReading);
    const stretch = compareShapes(keyed, reading, at);
    if (stretch === null) return;
    const retrace = (record: AlignmentRecorder) => compareShapes(keyed, reading, at, record);
    addIfCounted({ ...stretch, term, text: reading, retrace }, loosest, finds);
  });
}

function findSounds(search: TermSearch, now: number, reading: NormalizedText, finds: MatchCollector): void {
  const key = reading.soundKey;
  eachCandidate(search.index.sounds, key, (term, at) => {
    const loosest = search.loosest(term, now);
    if (loosest < LOOSE || !finds.wants(term)) return;
    const pair = { term: cachedTerm(search.term(term)).glyphText, text: reading.glyphText };
    const stretch = compareSounds(pair, key, at);
    if (stretch === null) return;
    const retrace = (record: AlignmentRecorder) => compareSounds(pair, key, at, record);
    addIfCounted({ ...stretch, term, text: reading, retrace }, loosest, finds);
  });
}

function addIfCounted(find: TermMatch, loosest: number, finds: MatchCollector): void {
  const form = Math.max(find.form, find.text.form);
  if (form <= loosest) finds.add({ ...find, form });
}

/** The term that a reading of the index is of. */
function termOf({ index }: TermSearch, reading: number): number {
  const terms = index.defaultForms.length;
  return reading < terms ? reading : (index.capitals[reading - terms] ?? 0);
}

function keyedTermOf(search: TermSearch, term: number, reading: number): KeyedText {
  const text = search.term(term);
  return reading === term ? cachedTerm(text) : (normalizeCapitalTerm(text) ?? cachedTerm(text));
}

/** Calls `candidate` with every reading of a term whose key occurs in a text's, and where its first unit stands. */
function eachCandidate(
  { trie, lengths, first, next }: KeyIndex,
  { units, boundaries }: Pick<ShapeKey, 'units' | 'boundaries'>,
  candidate: (reading: number, at: number) => void,
): void {
  scan(
    trie,
    units,
    (key, last) => {
      const at = last + 1 - (lengths[key] ?? 0);
      for (let reading = first[key] ?? -1; reading >= 0; reading = next[reading] ?? -1)
        candidate(reading, at);
    },
    boundaries,
  );
}
