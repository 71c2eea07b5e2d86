import { scriptOf } from '../scripts.js';
import { trait, type Glyph } from './decode-character.js';
import { gap, type GlyphText } from './glyph-text.js';
import { ornamentalAlphabets, type Alphabet } from './ornamental-alphabets.js';
import { hanNumerals } from './han.js';
import { combiningSequencesOf, type CombiningSequence } from './combining-sequences.js';

const HAN = scriptOf('汉');

const DIGIT_AND_SYLLABLE = trait.digit | trait.syllable;

/** Whether a text has characters that may be spelled in another way. Most have none. */
export function mayBeRespelled({ traits }: GlyphText): boolean {
  return (traits & DIGIT_AND_SYLLABLE) === DIGIT_AND_SYLLABLE || (traits & trait.ornamental) > 0;
}

/**
 * Other spellings of a text: without digits between syllables (카1지노), with Chinese numerals for digits (6合彩), with Latin letters for
 * those of an ornamental alphabet (₵₳₴ł₦Ø).
 */
export function respellingsOf(glyphText: GlyphText): readonly (readonly CombiningSequence[])[] {
  const { text, traits } = glyphText;
  const spellings: (readonly CombiningSequence[])[] = [];
  if ((traits & DIGIT_AND_SYLLABLE) === DIGIT_AND_SYLLABLE) {
    const { between, numerals } = digitsOf(glyphText);
    if (between.length > 0) spellings.push(replaced(glyphText, between, asGap));
    if (numerals.length > 0) spellings.push(replaced(glyphText, numerals, asNumeral));
  }
  if ((traits & trait.ornamental) > 0) {
    const sequences = inLatinAlphabet(text);
    if (sequences !== null) spellings.push(sequences);
  }
  return spellings;
}

/** The places, among the glyphs, of digits that may separate syllables or stand for Chinese numerals. */
interface Digits {
  /** One or two digits within a word. */
  readonly between: readonly number[];
  /** A single digit beside a Chinese character. */
  readonly numerals: readonly number[];
}

function digitsOf({ glyphs, gaps }: GlyphText): Digits {
  const between: number[] = [];
  const numerals: number[] = [];
  for (let first = 0; first < glyphs.length; first += 1) {
    if (!isDigit(glyphs[first])) continue;
    let end = first + 1;
    while (isDigit(glyphs[end]) && gaps[end] === gap.none) end += 1;
    const count = end - first;
    const [before, after] = [glyphs[first - 1], glyphs[end]];
    const isWithinWord = gaps[first] === gap.none && gaps[end] === gap.none;
    if (count <= 2 && isWithinWord && isSyllable(before) && isSyllable(after)) {
      for (let at = first; at < end; at += 1) between.push(at);
    }
    if (count === 1 && (before?.script === HAN || after?.script === HAN)) numerals.push(first);
    first = end - 1;
  }
  return { between, numerals };
}

function isDigit(glyph: Glyph | undefined): boolean {
  return glyph !== undefined && (glyph.traits & trait.digit) > 0;
}

function isSyllable(glyph: Glyph | undefined): boolean {
  return glyph !== undefined && (glyph.traits & trait.syllable) > 0;
}

function replaced(
  { text, glyphs, starts }: GlyphText,
  places: readonly number[],
  by: (sequence: CombiningSequence, glyph: Glyph) => CombiningSequence,
): readonly CombiningSequence[] {
  const digits = new Map(places.map((place) => [starts[place], glyphs[place]]));
  return combiningSequencesOf(text).map((sequence) => {
    const digit = digits.get(sequence.start);
    return digit === undefined ? sequence : by(sequence, digit);
  });
}

/** The text with Chinese numerals for single digits beside Chinese characters; `null` when there are none. */
export function withHanNumerals(text: GlyphText): readonly CombiningSequence[] | null {
  const { numerals } = digitsOf(text);
  return numerals.length === 0 ? null : replaced(text, numerals, asNumeral);
}

function asGap({ start, end }: CombiningSequence): CombiningSequence {
  return { start, end, character: { role: 'gap' } };
}

function asNumeral({ start, end }: CombiningSequence, { base }: Glyph): CombiningSequence {
  return readAs(hanNumerals[base & 0xf]?.charAt(0) ?? '', start, end);
}

function readAs(written: string, start: number, end: number): CombiningSequence {
  return { ...(combiningSequencesOf(written)[0] ?? { character: { role: 'gap' } }), start, end };
}

function isLetter(text: string, sequence: CombiningSequence | undefined): boolean {
  if (sequence === undefined) return false;
  return (
    sequence.character.role === 'glyphs' ||
    ornamentalAlphabets.some((alphabet) => alphabet.has(characterAt(text, sequence.start)))
  );
}

/** A word is read in an ornamental alphabet if it has at least as many characters as this. */
const LETTERS = 3;

/** The text, with Latin letters in each word that is written in an ornamental alphabet; `null` when no word is. */
function inLatinAlphabet(text: string): readonly CombiningSequence[] | null {
  const sequences = [...combiningSequencesOf(text)];
  let found = false;
  for (let first = 0; first < sequences.length;) {
    let end = first;
    while (end < sequences.length && isLetter(text, sequences[end])) end += 1;
    const word = sequences.slice(first, end);
    const alphabet = alphabetOf(text, word);
    if (alphabet !== null) {
      found = true;
      for (const [at, { start, end: upTo }] of word.entries()) {
        const letter = letterIn(alphabet, characterAt(text, start));
        if (letter !== undefined) sequences[first + at] = readAs(letter, start, upTo);
      }
    }
    first = end + 1;
  }
  return found ? sequences : null;
}

function alphabetOf(text: string, word: readonly CombiningSequence[]): Alphabet | null {
  if (word.length < LETTERS) return null;
  return ornamentalAlphabets.find((alphabet) => isWrittenIn(alphabet, text, word)) ?? null;
}

/** Whether each character of a word is of an alphabet or Latin, and at least half are not Latin. */
function isWrittenIn(alphabet: Alphabet, text: string, word: readonly CombiningSequence[]): boolean {
  let own = 0;
  for (const { start } of word) {
    const character = characterAt(text, start);
    if (letterIn(alphabet, character) !== undefined) own += 1;
    else if (!/^[a-z]$/iu.test(character.normalize('NFKC'))) return false;
  }
  return own >= 2 && own * 2 >= word.length;
}

function letterIn(alphabet: Alphabet, character: string): string | undefined {
  return alphabet.get(character) ?? alphabet.get(character.toLowerCase());
}

function characterAt(text: string, start: number): string {
  return String.fromCodePoint(text.codePointAt(start) ?? 0);
}
