import { trait, type Sign } from '../glyphs/decode-character.js';
import type { Signs } from '../glyphs/glyph-text.js';

/**
 * The signs without syllables that are the same as the one before them (카카지지노): those are several signs each, so that a run of one
 * letter does not show them. `null` when there are none.
 */
export function once(signs: Signs): Signs | null {
  if (!signs.hasJoined) return null;
  const kept = keptOf(signs.signs);
  if (kept === null) return null;
  return {
    text: signs.text,
    hasDrawn: signs.hasDrawn,
    hasLetterLike: signs.hasLetterLike,
    hasPictures: signs.hasPictures,
    hasJoined: true,
    signs: picked(signs.signs, kept),
    starts: picked(signs.starts, kept),
    ends: picked(signs.ends, kept),
    gaps: picked(signs.gaps, kept),
  };
}

function picked<T>(values: readonly T[], places: readonly number[]): readonly T[] {
  const kept: T[] = [];
  for (const place of places) {
    const value = values[place];
    if (value !== undefined) kept.push(value);
  }
  return kept;
}

/** The places of the signs without those of repeated syllables; `null` when that is all. */
function keptOf(signs: readonly Sign[]): readonly number[] | null {
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
function endOfSyllable(signs: readonly Sign[], first: number): number {
  let end = first + 1;
  while (((signs[end]?.traits ?? 0) & trait.joined) > 0) end += 1;
  return end;
}

function isSame(signs: readonly Sign[], before: number, first: number, end: number): boolean {
  for (let at = first; at < end; at += 1) {
    if (signs[at]?.base !== signs[before + at - first]?.base) return false;
  }
  return true;
}
