import type { WordBoundaries } from './trie.js';
import { followsArticle } from '../glyphs/articles.js';
import { trait, type Glyph } from '../glyphs/decode-character.js';
import type { GlyphText } from '../glyphs/glyph-text.js';
import { isWordBoundary } from '../glyphs/word-boundary.js';

/**
 * The key that a text shares with all its disguises: the shapes of its glyphs, each run of one letter once. Terms are found by their key,
 * and compared afterwards.
 */
export interface ShapeKey {
  readonly units: readonly number[];
  /** The place of the first glyph of each run, and the number of glyphs at the end. */
  readonly runs: readonly number[];
  /** Where a term may begin and end: most matches of a key are within a word. */
  readonly boundaries: WordBoundaries;
}

export function shapeKeyOf({ glyphs, gaps, traits }: GlyphText): ShapeKey {
  const articled = (traits & trait.articled) > 0;
  const units: number[] = [];
  const runs: number[] = [];
  const starts: number[] = [];
  const ends: boolean[] = [];
  let before: Glyph | null = null;
  for (let at = 0; at < glyphs.length; at += 1) {
    const glyph = glyphs[at];
    if (glyph === undefined) continue;
    const parts = isWordBoundary(before, glyph, gaps[at]) || (articled && followsArticle(glyphs, gaps, at));
    const last = units.length - 1;
    // A term may take a part of a run.
    if (parts && last >= 0) ends[last] = true;
    if (before === null || !isSameRun(before, glyph)) {
      if (parts) starts.push(units.length);
      units.push(unitOf(glyph.shape));
      runs.push(at);
      ends.push(false);
    } else if (parts && starts.at(-1) !== last) {
      starts.push(last);
    }
    before = glyph;
  }
  if (units.length > 0) ends[units.length - 1] = true;
  runs.push(glyphs.length);
  return { units, runs, boundaries: { starts, ends } };
}

const FIRST_ASTRAL = 0x10000;

/** The unit of an ASCII shape. Shapes with a common look-alike share a unit; the comparison tells them apart. */
const asciiUnits = Uint8Array.from({ length: 0x80 }, (_, shape) => shape);
for (const [at, letter] of [...'suzmvhy'].entries())
  asciiUnits[letter.charCodeAt(0)] = 'cnennnn'.charCodeAt(at);

/** Rare code points share what is left of 16 bits; the comparison tells them apart. */
function unitOf(shape: number): number {
  return asciiUnits[shape] ?? (shape < FIRST_ASTRAL ? shape : 0xe000 + (shape % 0x1900));
}

/**
 * Whether a glyph may repeat the letter before it. Look-alikes of one script are a run too, since a third look-alike may stand for either
 * (a 0 after σ or ο); the comparison tells them apart.
 */
function isSameRun(before: Glyph, glyph: Glyph): boolean {
  return before.shape === glyph.shape || before.base === glyph.base;
}
