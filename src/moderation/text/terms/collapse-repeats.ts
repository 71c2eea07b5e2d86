import { trait, type Glyph } from '../glyphs/decode-character.js';
import type { GlyphText } from '../glyphs/glyph-text.js';

/**
 * The signs without syllables that are the same as the one before them (카카지지노): those are several signs each, so that a run of one
 * letter does not show them. `null` when there are none.
 */
export function collapseRepeats(signs: GlyphText): GlyphText | null {
  if (!signs.hasMultiGlyph) return null;
  const kept = placesToKeep(signs.glyphs);
  if (kept === null) return null;
  return {
    text: signs.text,
    hasCapitals: signs.hasCapitals,
    hasLetterLike: signs.hasLetterLike,
    hasPictures: signs.hasPictures,
    hasMultiGlyph: true,
    glyphs: elementsAt(signs.glyphs, kept),
    starts: elementsAt(signs.starts, kept),
    ends: elementsAt(signs.ends, kept),
    gaps: elementsAt(signs.gaps, kept),
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

/** The places of the signs without those of repeated syllables; `null` when that is all. */
function placesToKeep(signs: readonly Glyph[]): readonly number[] | null {
  // What would go on a syllable before the first one belongs to none.
  let first = endOfSyllable(signs, -1);
  let kept: number[] | null = first > 0 ? [] : null;
  for (let before = first; first < signs.length;) {
    const end = endOfSyllable(signs, first);
    const repeats = end - first > 1 && first - before === end - first && isSame(signs, before, first, end);
    if (repeats) kept ??= Array.from({ length: first }, (_, at) => at);
    else if (kept !== null) for (let at = first; at < end; at += 1) kept.push(at);
    before = first;
    first = end;
  }
  return kept;
}

/** Behind the character, or the syllable of jamo, that begins at a place. */
function endOfSyllable(signs: readonly Glyph[], first: number): number {
  let end = first + 1;
  while (((signs[end]?.traits ?? 0) & trait.joined) > 0) end += 1;
  return end;
}

function isSame(signs: readonly Glyph[], before: number, first: number, end: number): boolean {
  for (let at = first; at < end; at += 1) {
    if (signs[at]?.base !== signs[before + at - first]?.base) return false;
  }
  return true;
}
