import { trait, type Glyph } from '../glyphs/decode-character.js';
import type { GlyphText } from '../glyphs/glyph-text.js';

/**
 * The text without repeated syllables (카카지지노); `null` when there are none. A syllable has several glyphs, so that its repetition is not a
 * run of one glyph.
 */
export function collapseRepeats(glyphs: GlyphText): GlyphText | null {
  if (!glyphs.hasMultiGlyph) return null;
  const kept = placesToKeep(glyphs.glyphs);
  if (kept === null) return null;
  return {
    text: glyphs.text,
    hasCapitals: glyphs.hasCapitals,
    hasLetterLike: glyphs.hasLetterLike,
    hasPictures: glyphs.hasPictures,
    hasMultiGlyph: true,
    traits: glyphs.traits,
    glyphs: elementsAt(glyphs.glyphs, kept),
    starts: elementsAt(glyphs.starts, kept),
    ends: elementsAt(glyphs.ends, kept),
    gaps: elementsAt(glyphs.gaps, kept),
  };
}

function elementsAt<T>(values: readonly T[], places: readonly number[]): readonly T[] {
  const kept: T[] = [];
  for (const place of places) {
    const value = values[place];
    if (value !== undefined) kept.push(value);
  }
  return kept;
}

/** The places of the glyphs outside repeated syllables; `null` when no syllable is repeated. */
function placesToKeep(glyphs: readonly Glyph[]): readonly number[] | null {
  // Glyphs that continue a syllable before any has begun belong to none.
  let first = endOfSyllable(glyphs, -1);
  let kept: number[] | null = first > 0 ? [] : null;
  for (let before = first; first < glyphs.length;) {
    const end = endOfSyllable(glyphs, first);
    const repeats = end - first > 1 && first - before === end - first && isSame(glyphs, before, first, end);
    if (repeats) kept ??= Array.from({ length: first }, (_, at) => at);
    else if (kept !== null) for (let at = first; at < end; at += 1) kept.push(at);
    before = first;
    first = end;
  }
  return kept;
}

/** The end of the character, or syllable of jamo, that begins at `first`. */
function endOfSyllable(glyphs: readonly Glyph[], first: number): number {
  let end = first + 1;
  while (((glyphs[end]?.traits ?? 0) & trait.joined) > 0) end += 1;
  return end;
}

function isSame(glyphs: readonly Glyph[], before: number, first: number, end: number): boolean {
  for (let at = first; at < end; at += 1) {
    if (glyphs[at]?.base !== glyphs[before + at - first]?.base) return false;
  }
  return true;
}
