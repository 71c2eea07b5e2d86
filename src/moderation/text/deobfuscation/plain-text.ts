import { clip } from '../clip.js';
import { COMPOSED_UNITS } from '../compose.js';
import { displayed, isTurned } from '../glyphs/display-order.js';
import { piecesOf, type Piece } from '../glyphs/combining-sequences.js';
import type { Span } from '../span.js';
import { composeJamo } from './jamo.js';
import type { Placed } from './mapped-text.js';
import { plainCharacter } from './plain-character.js';
import { plainRanges } from './plain-ranges.js';

/** A text of these alone, as most are, is what it is. */
const plain = new RegExp(`^[${Object.values(plainRanges).join('')}]*$`, 'u');

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
