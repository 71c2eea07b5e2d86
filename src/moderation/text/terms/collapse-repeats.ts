import { trait, type Glyph } from '../glyphs/decode-character.js';
import type { GlyphText } from '../glyphs/glyph-text.js';

/**
 * The glyphs without syllables that are the same as the one before them (카카지지노): those are several glyphs each, so that a run of one
 * letter does not show them. `null` when there are none.
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

/** The places of the glyphs without those of repeated syllables; `null` when that is all. */
function placesToKeep(glyphs: readonly Glyph[]): readonly number[] | null {
  // What would go on a syllable before the first one belongs to none.
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

/** Behind the character, or the syllable of jamo, that begins at a place. */
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
