import { EXACT, FOLDED, LOOSE } from './form.js';
import { inDisplayOrder, hasDirectionOverride } from '../glyphs/display-order.js';
import { shapeKeyOf, type ShapeKey } from './shape-key.js';
import { collapseRepeats } from './collapse-repeats.js';
import { combiningSequencesOf, type CombiningSequence } from '../glyphs/combining-sequences.js';
import { glyphTextOf, type DecodingOptions, type GlyphText } from '../glyphs/glyph-text.js';
import { soundKeyOf, type SoundKey } from './sound-key.js';
import type { KeyedText } from './match-span.js';

/** One way to read a text, and the strictest form in which anything can be found that way. */
export class NormalizedText implements KeyedText {
  readonly key: ShapeKey;
  #sounds: SoundKey | null = null;

  constructor(
    readonly glyphText: GlyphText,
    readonly form: number,
  ) {
    this.key = shapeKeyOf(glyphText);
  }

  get soundKey(): SoundKey {
    return (this.#sounds ??= soundKeyOf(this.glyphText));
  }
}

const defaultOptions: DecodingOptions = { symbols: 'letters', capitals: 'folded' };

/** The ways to read a text: most have one. */
export function normalizedTextsOf(text: string): readonly NormalizedText[] {
  const readings = normalizedTextsOfSequences(text, null, EXACT);
  if (hasDirectionOverride(text))
    readings.push(
      ...normalizedTextsOfSequences(text, inDisplayOrder(text, combiningSequencesOf(text)), FOLDED),
    );
  return readings;
}

/** @param pieces that were put in order, or replaced; `null` for those of the text */
export function normalizedTextsOfSequences(
  text: string,
  pieces: readonly CombiningSequence[] | null,
  form: number,
): NormalizedText[] {
  const first = normalize(text, pieces, defaultOptions, form);
  const readings = [first];
  const { hasLetterLike, hasPictures } = first.glyphText;
  if (hasLetterLike || hasPictures)
    readings.push(normalize(text, pieces, { ...defaultOptions, symbols: 'gaps' }, form));
  if (hasLetterLike && hasPictures)
    readings.push(normalize(text, pieces, { ...defaultOptions, symbols: 'letter-like' }, form));
  const shortened = readings
    .map(({ glyphText }) => collapseRepeats(glyphText))
    .filter((signs) => signs !== null);
  readings.push(...shortened.map((signs) => new NormalizedText(signs, LOOSE)));
  if (first.glyphText.hasCapitals)
    readings.push(normalize(text, pieces, { ...defaultOptions, capitals: 'drawn' }, form));
  return readings;
}

/** How a term is read: in one way. */
export function normalizeTerm(term: string): KeyedText {
  return normalize(term, null, defaultOptions, EXACT);
}

/** How a term is read that is drawn in capitals: Greek νιμ as NIM. `null` when they look like its small letters. */
export function normalizeCapitalTerm(term: string): KeyedText | null {
  if (!capitalsDiffer.test(term)) return null;
  const capitals = term.toUpperCase();
  return normalize(capitals, null, { ...defaultOptions, capitals: 'drawn' }, EXACT);
}

/** The only script whose small letters look like other letters of Latin than its capitals do. */
const capitalsDiffer = /\p{Script=Greek}/u;

function normalize(
  text: string,
  pieces: readonly CombiningSequence[] | null,
  reading: DecodingOptions,
  form: number,
): NormalizedText {
  return new NormalizedText(glyphTextOf(text, pieces, reading), form);
}
