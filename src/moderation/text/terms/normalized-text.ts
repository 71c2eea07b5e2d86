import { EXACT, FOLDED, LOOSE, SKELETON } from './form.js';
import { inDisplayOrder, hasDirectionOverride } from '../glyphs/display-order.js';
import { shapeKeyOf, type ShapeKey } from './shape-key.js';
import { collapseRepeats } from './collapse-repeats.js';
import { combiningSequencesOf, type CombiningSequence } from '../glyphs/combining-sequences.js';
import { mayBeRespelled, respellingsOf, withHanNumerals } from '../glyphs/respellings.js';
import { glyphTextOf, type DecodingOptions, type GlyphText } from '../glyphs/glyph-text.js';
import { soundKeyOf, type SoundKey } from './sound-key.js';
import type { KeyedText } from './match-span.js';

/** One normalization of a text, and the strictest form in which it can hold a term. */
export class NormalizedText implements KeyedText {
  readonly key: ShapeKey;
  #soundKey: SoundKey | null = null;

  constructor(
    readonly glyphText: GlyphText,
    readonly form: number,
  ) {
    this.key = shapeKeyOf(glyphText);
  }

  get soundKey(): SoundKey {
    return (this.#soundKey ??= soundKeyOf(this.glyphText));
  }
}

const defaultOptions: DecodingOptions = { symbols: 'letters', capitals: 'folded' };

/** All normalizations of a text; most texts have one. */
export function normalizedTextsOf(text: string): readonly NormalizedText[] {
  const texts = normalizedTextsOfSequences(text, null, EXACT);
  if (hasDirectionOverride(text))
    texts.push(...normalizedTextsOfSequences(text, inDisplayOrder(text, combiningSequencesOf(text)), FOLDED));
  const first = texts[0]?.glyphText;
  if (first === undefined || !mayBeRespelled(first)) return texts;
  for (const sequences of respellingsOf(first))
    texts.push(normalize(text, sequences, defaultOptions, SKELETON));
  return texts;
}

/** @param sequences in another order or spelling; `null` for those of the text itself */
export function normalizedTextsOfSequences(
  text: string,
  sequences: readonly CombiningSequence[] | null,
  form: number,
): NormalizedText[] {
  const first = normalize(text, sequences, defaultOptions, form);
  const texts = [first];
  const { hasLetterLike, hasPictures } = first.glyphText;
  if (hasLetterLike || hasPictures)
    texts.push(normalize(text, sequences, { ...defaultOptions, symbols: 'gaps' }, form));
  if (hasLetterLike && hasPictures)
    texts.push(normalize(text, sequences, { ...defaultOptions, symbols: 'letter-like' }, form));
  const collapsed = texts
    .map(({ glyphText }) => collapseRepeats(glyphText))
    .filter((glyphs) => glyphs !== null);
  texts.push(...collapsed.map((glyphs) => new NormalizedText(glyphs, LOOSE)));
  if (first.glyphText.hasCapitals)
    texts.push(normalize(text, sequences, { ...defaultOptions, capitals: 'drawn' }, form));
  return texts;
}

/** The normalization of a term: it has one, and for some terms an alternative. */
export function normalizeTerm(term: string): KeyedText {
  return normalize(term, null, defaultOptions, EXACT);
}

/**
 * Another normalization of a term: with umlauts spelled out, in capitals (Greek νιμ as NIM), with Turkish ı for I, or with Chinese numerals
 * for digits.
 */
export function normalizeTermAlternative(term: string): KeyedText | null {
  if (umlaut.test(term)) return normalize(spelledOut(term), null, defaultOptions, EXACT);
  if (capitalsDiffer.test(term))
    return normalize(term.toUpperCase(), null, { ...defaultOptions, capitals: 'drawn' }, EXACT);
  // KADIN is the Turkish kadın, though the small letter of I is i elsewhere.
  if (capitalsWithI.test(term)) return normalize(term.replaceAll('I', 'ı'), null, defaultOptions, EXACT);
  const numerals = /[0-9]/u.test(term) ? withHanNumerals(normalizeTerm(term).glyphText) : null;
  return numerals === null ? null : normalize(term, numerals, defaultOptions, EXACT);
}

/** Greek is the only script whose small letters look like other Latin letters than its capitals do. */
const capitalsDiffer = /\p{Script=Greek}/u;

const capitalsWithI = /^\P{Ll}*I\P{Ll}*$/u;

const umlauts = new Map(
  Object.entries({ ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', æ: 'ae', å: 'aa', œ: 'oe', ß: 'ss' }),
);
const umlaut = /[äöüøæåœß]|[aou]\u0308|a\u030a/iu;

/** Spells umlauts as people do on keyboards without them: größe as groesse. */
function spelledOut(term: string): string {
  return [...term.normalize('NFC').toLowerCase()].map((letter) => umlauts.get(letter) ?? letter).join('');
}

function normalize(
  text: string,
  sequences: readonly CombiningSequence[] | null,
  options: DecodingOptions,
  form: number,
): NormalizedText {
  return new NormalizedText(glyphTextOf(text, sequences, options), form);
}
