import { scriptOf } from '../scripts.js';
import { trait } from '../glyphs/decode-character.js';
import { FOLDED, LOOSE, SKELETON } from './form.js';
import type { GlyphText } from '../glyphs/glyph-text.js';

const SYLLABIC = new Set(['汉', '가', 'カ'].map(scriptOf));

/**
 * The number of the form of a term that names none. Few texts resemble a long term by chance. A character of Chinese or kana, or a
 * syllable of Hangul, counts as two letters.
 */
export function defaultForm({ glyphs }: GlyphText): number {
  let weight = 0;
  for (const { traits, script } of glyphs) {
    const goesOn = (traits & trait.joined) > 0;
    if (!goesOn) weight += SYLLABIC.has(script) ? 2 : 1;
  }
  if (!glyphs.some(({ traits }) => (traits & trait.letter) > 0)) return FOLDED;
  if (weight >= 4) return LOOSE;
  return weight === 3 ? SKELETON : FOLDED;
}
