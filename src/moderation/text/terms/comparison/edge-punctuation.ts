import { gap, type GlyphText } from '../../glyphs/glyph-text.js';
import type { MatchSpan } from '../match-span.js';

/** Symbols that end a word, a sentence or a price. */
const closing = new Set([...'!|+#(€£¥¢₩₹'].map((symbol) => symbol.codePointAt(0) ?? 0));
const opening = new Set([...'#+|'].map((symbol) => symbol.codePointAt(0) ?? 0));
const BRACKET = '('.codePointAt(0) ?? 0;

/** Whether a symbol at an edge of a word is punctuation rather than a letter: `Hi Anna!`, `(On) je`. */
export function isPunctuation(
  { glyphs, gaps, text, ends }: GlyphText,
  at: number,
  { first }: MatchSpan,
): boolean {
  const symbol = glyphs[at]?.base ?? 0;
  if (closing.has(symbol) && isLast(glyphs, gaps, at)) return true;
  if (at !== first || (at > 0 && gaps[at] === gap.none)) return false;
  return opening.has(symbol) || (symbol === BRACKET && text.includes(')', ends[at]));
}

/** Whether only repetitions of the glyph follow it up to the end of the word. */
function isLast(glyphs: GlyphText['glyphs'], gaps: GlyphText['gaps'], at: number): boolean {
  let next = at + 1;
  while (next < glyphs.length && gaps[next] === gap.none && glyphs[next]?.base === glyphs[at]?.base)
    next += 1;
  return next === glyphs.length || gaps[next] !== gap.none;
}
