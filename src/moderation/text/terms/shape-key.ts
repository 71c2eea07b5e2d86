import type { WordBoundaries } from './trie.js';
import { followsArticle } from '../glyphs/articles.js';
import { trait, type Glyph } from '../glyphs/decode-character.js';
import type { GlyphText } from '../glyphs/glyph-text.js';
import { isWordBoundary } from '../glyphs/word-boundary.js';

/**
 * What a text and every disguise of it have in common: the shapes of its glyphs, each run of the same letter once. Terms are found by
 * it, and compared afterwards.
 */
export interface ShapeKey {
  readonly units: readonly number[];
  /** Where the run of each unit begins among the glyphs; one more at the end, for where the last one ends. */
  readonly runs: readonly number[];
  /** Most of what has the key of a term is in the middle of a word. */
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

/** By ASCII shape: its unit. Shapes that stand for each other share one: something looks like either, and comparing tells them apart. */
const asciiUnits = Uint8Array.from({ length: 0x80 }, (_, shape) => shape);
for (const [at, letter] of [...'suzmvhy'].entries())
  asciiUnits[letter.charCodeAt(0)] = 'cnennnn'.charCodeAt(at);

/** The rarest code points share what is left of 16 bits: what is found by its key is compared in any case. */
function unitOf(shape: number): number {
  return asciiUnits[shape] ?? (shape < FIRST_ASTRAL ? shape : 0xe000 + (shape % 0x1900));
}

/**
 * Whether a glyph may be read as the same letter once more. What looks alike goes on even where it is another letter of the same script,
 * for what stands for it may be either (σ and ο, and a 0 after one of them): which is which shows when they are compared.
 */
function isSameRun(before: Glyph, glyph: Glyph): boolean {
  return before.shape === glyph.shape || before.base === glyph.base;
}
