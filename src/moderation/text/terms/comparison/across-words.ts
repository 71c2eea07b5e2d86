import { scriptOf } from '../../scripts.js';
import { isHanWord } from './han-words.js';
import { gap, type GlyphText } from '../../glyphs/glyph-text.js';
import type { MatchSpan } from '../match-span.js';

const HAN = scriptOf('汉');

/**
 * Whether a Chinese match lies across words: words of two characters cover it, and the last one goes on behind it. `时时|彩排` holds no
 * 时时彩, and `角色|情感` no 色情.
 */
export function isAcrossWords(glyphs: GlyphText, { first, end }: MatchSpan): boolean {
  const start = (end - first) % 2 === 0 ? first - 1 : first;
  for (let at = start; at < end; at += 2) {
    if (!isWordAt(glyphs, at)) return false;
  }
  return true;
}

function isWordAt({ glyphs, gaps }: GlyphText, at: number): boolean {
  const [one, other] = [glyphs[at], glyphs[at + 1]];
  if (one?.script !== HAN || other?.script !== HAN || gaps[at + 1] !== gap.none) return false;
  return isHanWord(one.base, other.base);
}
