import { trait, type Glyph } from './decode-character.js';
import { gap } from './glyph-text.js';

/**
 * Whether a glyph continues the word, or the character, of the one before it.
 * @param between the gap between them
 */
export function continuesWord(before: Glyph, glyph: Glyph, between: number | undefined): boolean {
  if ((glyph.traits & trait.joined) > 0) return true;
  const bothOfWords = (before.traits & glyph.traits & trait.word) > 0;
  return between === gap.none && bothOfWords && ((before.traits ^ glyph.traits) & trait.flag) === 0;
}

/** Whether a term may end before a glyph, and another may begin with it: between words, and beside numbers. */
export function isWordBoundary(before: Glyph | null, glyph: Glyph, between: number | undefined): boolean {
  if (before === null) return true;
  return ((before.traits | glyph.traits) & trait.digit) > 0 || !continuesWord(before, glyph, between);
}
