import { LRUCache } from 'lru-cache';
import { occurs, scan } from './trie.js';
import { EXACT, FOLDED, LOOSE } from './form.js';
import { compareShapes } from './comparison/compare-shapes.js';
import { compareSounds } from './comparison/compare-sounds.js';
import { normalizeTermAlternative, normalizeTerm, type NormalizedText } from './normalized-text.js';
import type { ShapeKey } from './shape-key.js';
import type { GlyphText } from '../glyphs/glyph-text.js';
import type { KeyedText, AlignmentRecorder, MatchSpan } from './match-span.js';
import type { KeyIndex, TermIndex } from './term-index.js';

/** A part of a text that is a term, in the normalized text in which it was found. */
export interface TermMatch extends MatchSpan {
  /** The term's place among those of the index. */
  readonly term: number;
  readonly text: NormalizedText;
  /** The glyphs of the variant of the term that was found. */
  readonly termGlyphs: GlyphText;
  /** Repeats the comparison, and reports which glyph of the text stands for which glyph of the term. */
  readonly retrace: (record: AlignmentRecorder) => void;
}

/** The terms to look for, by number, with the loosest form of each. */
export interface TermSearch {
  readonly index: TermIndex;
  term(number: number): string;
  /** The number of the loosest form in which the term counts; −1 when it does not count at this time. */
  loosest(number: number, now: number): number;
}

/** Caches normalized terms: the same few are compared again and again. */
const termCache = new LRUCache<string, KeyedText>({ max: 10_000 });

export function cachedTerm(term: string): KeyedText {
  const known = termCache.get(term);
  if (known !== undefined) return known;
  const read = normalizeTerm(term);
  termCache.set(term, read);
  return read;
}

/**
 * Finds every part of the text that is a term, in no certain order.
 * @param texts the normalized texts of one text
 * @param mode `once` finds each term once, and not in its strictest form; that is enough to know which terms there are
 */
export function findTerms(
  search: TermSearch,
  now: number,
  texts: readonly NormalizedText[],
  mode: 'all' | 'once' = 'all',
): readonly TermMatch[] {
  const { shapes, sounds } = search.index;
  let collector: MatchCollector | null = null;
  for (const text of texts) {
    if (occurs(shapes.trie, text.key.units, text.key.boundaries))
      findShapes(search, now, text, (collector ??= new MatchCollector(mode)));
    if (sounds.lengths.length > 0 && occurs(sounds.trie, text.soundKey.units, text.soundKey.boundaries))
      findSounds(search, now, text, (collector ??= new MatchCollector(mode)));
  }
  return collector?.matches ?? noMatches;
}

const noMatches: readonly TermMatch[] = [];

class MatchCollector {
  readonly matches: TermMatch[] = [];
  private readonly terms = new Set<number>();

  constructor(private readonly mode: 'all' | 'once') {}

  wants(term: number): boolean {
    return this.mode === 'all' || !this.terms.has(term);
  }

  add(match: TermMatch): void {
    this.terms.add(match.term);
    this.matches.push(match);
  }
}

function findShapes(search: TermSearch, now: number, text: NormalizedText, collector: MatchCollector): void {
  eachCandidate(search.index.shapes, text.key, (variant, at) => {
    const term = termOf(search, variant);
    const loosest = search.loosest(term, now);
    if (loosest < text.form || !collector.wants(term)) return;
    const keyedTerm = keyedTermOf(search, term, variant);
    const span = compareShapes(keyedTerm, text, at);
    if (span === null) return;
    const retrace = (record: AlignmentRecorder) => compareShapes(keyedTerm, text, at, record);
    const found = { ...span, term, text, termGlyphs: keyedTerm.glyphText, retrace };
    addIfCounted(found, loosest, variant === term ? EXACT : FOLDED, collector);
  });
}

function findSounds(search: TermSearch, now: number, text: NormalizedText, collector: MatchCollector): void {
  const key = text.soundKey;
  eachCandidate(search.index.sounds, key, (term, at) => {
    const loosest = search.loosest(term, now);
    if (loosest < LOOSE || !collector.wants(term)) return;
    const pair = { term: cachedTerm(search.term(term)).glyphText, text: text.glyphText };
    const span = compareSounds(pair, key, at);
    if (span === null) return;
    const retrace = (record: AlignmentRecorder) => compareSounds(pair, key, at, record);
    addIfCounted({ ...span, term, text, termGlyphs: pair.term, retrace }, loosest, LOOSE, collector);
  });
}

/** @param least the strictest form in which the term can be found as it was read */
function addIfCounted(match: TermMatch, loosest: number, least: number, collector: MatchCollector): void {
  const form = Math.max(match.form, match.text.form, least);
  if (form <= loosest) collector.add({ ...match, form });
}

/** The term that a variant in the index belongs to. */
function termOf({ index }: TermSearch, variant: number): number {
  const terms = index.defaultForms.length;
  return variant < terms ? variant : (index.alternatives[variant - terms] ?? 0);
}

function keyedTermOf(search: TermSearch, term: number, variant: number): KeyedText {
  const text = search.term(term);
  return variant === term ? cachedTerm(text) : (normalizeTermAlternative(text) ?? cachedTerm(text));
}

/** Calls `candidate` with every variant of a term whose key occurs in the key of a text, and with the place of its first unit. */
function eachCandidate(
  { trie, lengths, first, next }: KeyIndex,
  { units, boundaries }: Pick<ShapeKey, 'units' | 'boundaries'>,
  candidate: (variant: number, at: number) => void,
): void {
  scan(
    trie,
    units,
    (key, last) => {
      const at = last + 1 - (lengths[key] ?? 0);
      for (let variant = first[key] ?? -1; variant >= 0; variant = next[variant] ?? -1)
        candidate(variant, at);
    },
    boundaries,
  );
}
