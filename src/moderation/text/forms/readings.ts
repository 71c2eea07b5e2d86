import { EXACT, FOLDED } from './form.js';
import { displayed, isTurned } from './displayed.js';
import { keyOf } from './key.js';
import { piecesOf, signsOf, type Piece, type Reading } from './signs.js';
import type { Keyed } from './stretch.js';

/** One way to read a text, and the strictest form in which anything can be found that way. */
export interface TextReading extends Keyed {
  readonly form: number;
}

const plainly: Reading = { symbols: 'letters', capitals: 'folded' };

/** The ways to read a text: most have one. */
export function readingsOf(text: string): readonly TextReading[] {
  const pieces = piecesOf(text);
  const readings = readingsOfPieces(text, pieces, EXACT);
  if (isTurned(text)) readings.push(...readingsOfPieces(text, displayed(text, pieces), FOLDED));
  return readings;
}

/** The same of pieces that were put in order, or replaced. */
export function readingsOfPieces(text: string, pieces: readonly Piece[], form: number): TextReading[] {
  const first = read(text, pieces, plainly, form);
  const readings = [first];
  if (first.signs.hasSymbols) readings.push(read(text, pieces, { ...plainly, symbols: 'gaps' }, form));
  if (first.signs.hasDrawn) readings.push(read(text, pieces, { ...plainly, capitals: 'drawn' }, form));
  return readings;
}

/** How a term is read: in one way. */
export function readTerm(term: string): Keyed {
  return read(term, piecesOf(term), plainly, EXACT);
}

function read(text: string, pieces: readonly Piece[], reading: Reading, form: number): TextReading {
  const signs = signsOf(text, pieces, reading);
  return { signs, key: keyOf(signs), form };
}
