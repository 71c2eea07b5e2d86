import { trait, type Glyph } from '../../glyphs/decode-character.js';
import { textBetween } from '../../glyphs/text-between.js';
import { gap, type GlyphText } from '../../glyphs/glyph-text.js';
import type { MatchSpan } from '../match-span.js';

/** Words of one letter, in several languages. */
const wordsOfOneLetter = new Set([...'aiouyekuиявскоуа'].map((letter) => letter.codePointAt(0) ?? 0));

/** Whether a term that is spelled out stands within a word that is: `b u t t e r`. */
export function isWithinSpelledOutWord(
  glyphText: GlyphText,
  { first, end }: MatchSpan,
  separator: string,
): boolean {
  const before = singleLetter(glyphText, first - 1, first, separator, first);
  const after = singleLetter(glyphText, end, end, separator, first);
  if (before !== null && after !== null) return true;
  const isNextBefore = singleLetter(glyphText, first - 2, first - 1, separator, first) !== null;
  if (before !== null) return isNextBefore || !wordsOfOneLetter.has(before.base);
  if (after === null) return false;
  const isNextAfter = singleLetter(glyphText, end + 1, end + 1, separator, first) !== null;
  return isNextAfter || !wordsOfOneLetter.has(after.base);
}

/** The glyph at `at`, if it is a single letter of the same script and case as the one at `like`, and separated in the same way. */
function singleLetter(
  glyphText: GlyphText,
  at: number,
  gapAt: number,
  separator: string,
  like: number,
): Glyph | null {
  const { glyphs, gaps } = glyphText;
  const glyph = glyphs[at];
  const kind = glyphs[like];
  if (glyph === undefined || kind === undefined || (glyph.traits & trait.letter) === 0) return null;
  if (glyph.script !== kind.script || isCapital(glyphText, at) !== isCapital(glyphText, like)) return null;
  const isAlone =
    (at === 0 || gaps[at] !== gap.none) && (at + 1 === glyphs.length || gaps[at + 1] !== gap.none);
  return isAlone && textBetween(glyphText, gapAt) === separator ? glyph : null;
}

function isCapital({ text, starts, ends }: GlyphText, at: number): boolean {
  const written = text.slice(starts[at], ends[at]);
  return written !== written.toLowerCase();
}
