import { EXACT, FOLDED, LOOSE } from './form.js';
import { displayed, isTurned } from '../glyphs/display-order.js';
import { keyOf, type Key } from './shape-key.js';
import { once } from './collapse-repeats.js';
import { piecesOf, type Piece } from '../glyphs/combining-sequences.js';
import { signsOf, type Reading, type Signs } from '../glyphs/glyph-text.js';
import { soundKeyOf, type SoundKey } from './sound-key.js';
import type { Keyed } from './match-span.js';

/** One way to read a text, and the strictest form in which anything can be found that way. */
export class TextReading implements Keyed {
  readonly key: Key;
  #sounds: SoundKey | null = null;

  constructor(
    readonly signs: Signs,
    readonly form: number,
  ) {
    this.key = keyOf(signs);
  }

  get sounds(): SoundKey {
    return (this.#sounds ??= soundKeyOf(this.signs));
  }
}

const plainly: Reading = { symbols: 'letters', capitals: 'folded' };

/** The ways to read a text: most have one. */
export function readingsOf(text: string): readonly TextReading[] {
  const readings = readingsOfPieces(text, null, EXACT);
  if (isTurned(text)) readings.push(...readingsOfPieces(text, displayed(text, piecesOf(text)), FOLDED));
  return readings;
}

/** @param pieces that were put in order, or replaced; `null` for those of the text */
export function readingsOfPieces(text: string, pieces: readonly Piece[] | null, form: number): TextReading[] {
  const first = read(text, pieces, plainly, form);
  const readings = [first];
  const { hasLetterLike, hasPictures } = first.signs;
  if (hasLetterLike || hasPictures) readings.push(read(text, pieces, { ...plainly, symbols: 'gaps' }, form));
  if (hasLetterLike && hasPictures)
    readings.push(read(text, pieces, { ...plainly, symbols: 'letter-like' }, form));
  const shortened = readings.map(({ signs }) => once(signs)).filter((signs) => signs !== null);
  readings.push(...shortened.map((signs) => new TextReading(signs, LOOSE)));
  if (first.signs.hasDrawn) readings.push(read(text, pieces, { ...plainly, capitals: 'drawn' }, form));
  return readings;
}

/** How a term is read: in one way. */
export function readTerm(term: string): Keyed {
  return read(term, null, plainly, EXACT);
}

/** How a term is read that is drawn in capitals: Greek νιμ as NIM. `null` when they look like its small letters. */
export function readDrawnTerm(term: string): Keyed | null {
  if (!capitalsDiffer.test(term)) return null;
  const capitals = term.toUpperCase();
  return read(capitals, null, { ...plainly, capitals: 'drawn' }, EXACT);
}

/** The only script whose small letters look like other letters of Latin than its capitals do. */
const capitalsDiffer = /\p{Script=Greek}/u;

function read(text: string, pieces: readonly Piece[] | null, reading: Reading, form: number): TextReading {
  return new TextReading(signsOf(text, pieces, reading), form);
}
