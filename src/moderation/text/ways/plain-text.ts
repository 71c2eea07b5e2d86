import { clip } from '../clip.js';
import { COMPOSED_UNITS } from '../compose.js';
import { displayed, isTurned } from '../forms/displayed.js';
import { piecesOf, type Piece } from '../forms/signs.js';
import type { Span } from '../span.js';
import { composeJamo } from './jamo.js';
import type { Placed } from './placed.js';
import { plainCharacter } from './plain-character.js';

/** None of these stands for other characters. */
const ranges = [
  '\\t\\n\\r\\x20-\\x7e',
  // Latin and Cyrillic letters
  '\\u00bf-\\u0130\\u0134-\\u013e\\u0141-\\u0148\\u014a-\\u017e\\u1ea0-\\u1ef9\\u0400-\\u0481\\u048a-\\u052f',
  // Arabic, Devanagari and Thai, but for digits
  '\\u0621-\\u063a\\u0641-\\u065f\\u0904-\\u0939\\u093e-\\u094d\\u0e01-\\u0e3a\\u0e40-\\u0e4e',
  // Chinese, kana and Hangul, with their punctuation
  '\\u3001-\\u3020\\u3041-\\u3096\\u30a0-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7a3！，？…',
  // Emoji
  '\\u{1f300}-\\u{1faff}',
];
/** A text of them alone, as most are, is what it is. */
const plain = new RegExp(`^[${ranges.join('')}]*$`, 'u');

/**
 * A text as it is shown, in plain characters: letters and digits of other styles and kinds made one, without what cannot be seen and what
 * is drawn through or around letters. At most 512 units of it.
 */
export function plainText(text: string): Placed {
  return plain.test(text) ? { text, places: null } : fromPieces(text, piecesOf(text));
}

/** The same in the order in which it is displayed; `null` where that is the order in which it is written. */
export function turnedText(text: string): Placed | null {
  return isTurned(text) ? fromPieces(text, displayed(text, piecesOf(text))) : null;
}

function fromPieces(text: string, pieces: readonly Piece[]): Placed {
  let made = '';
  const places: Span[] = [];
  for (const { start, end } of pieces) {
    const characters = plainCharacter(text.slice(start, end));
    made += characters;
    for (let unit = 0; unit < characters.length; unit += 1) places.push({ start, end });
  }
  made = clip(made, COMPOSED_UNITS);
  return composeJamo({ text: made, places: places.slice(0, made.length) });
}
