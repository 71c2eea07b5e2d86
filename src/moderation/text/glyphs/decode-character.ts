import { scriptOf } from '../scripts.js';
import { isWordCharacter } from './word-character.js';
import { isOrnamental } from './ornamental-alphabets.js';
import { pinyinOf } from './han.js';
import { continuesSyllable, jamoOf } from './hangul.js';
import { shapeOf } from './confusables.js';
import { withKana } from './kana.js';
import { isOptionalMark, isToneMark, withTone, withoutMarks } from './marks.js';
import { isRegionalIndicator } from './styled-letters.js';
import { foldVariants } from './letter-variants.js';

/** Properties of a glyph, as bits. */
export const trait = {
  /** It belongs to a script. */
  letter: 1,
  /** A symbol, which may stand for a letter or separate letters. */
  symbol: 2,
  digit: 4,
  /** It continues a word, in a script that has spaces between words. */
  word: 8,
  /** It belongs to the character, or to the syllable, of the glyph before it. */
  joined: 16,
  /** It carries marks that its base does not have. */
  marked: 32,
  /** It is a regional indicator, two of which make a flag, and not part of a word beside it. */
  flag: 64,
  /** Its script writes syllables or words, without spaces between words. */
  syllable: 128,
  /** It belongs to an ornamental alphabet. */
  ornamental: 256,
  /** Its script attaches articles to words. */
  articled: 512,
} as const;

/** One thing that a reader sees in a character, such as a letter or a jamo of a syllable. All code points. */
export interface Glyph {
  /** Without case, width, style and variant. */
  readonly plain: number;
  /** Also without accents and strikes. */
  readonly base: number;
  /** The code point that all its look-alikes share. */
  readonly shape: number;
  /** By number; 0 for what scripts share. */
  readonly script: number;
  readonly traits: number;
  /** Pinyin without tones for Han, the character itself for Latin letters and digits, otherwise empty. */
  readonly sound: string;
}

/**
 * How a character with its marks is read: as glyphs, as a separator of glyphs, or as nothing. `drawn` holds the glyphs of a capital letter
 * that looks different from its small letter (Greek Η and η).
 */
export type DecodedCharacter =
  | {
      readonly role: 'glyphs';
      readonly glyphs: readonly Glyph[];
      readonly drawn: readonly Glyph[] | null;
      /** Symbols may also separate letters. `letter-like` ones look like a letter, `picture` ones do not. */
      readonly symbol: 'none' | 'letter-like' | 'picture';
    }
  | { readonly role: 'space' | 'gap' | 'nothing' };

const whiteSpace = /^\s+$/u;
const articled = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
const syllabic = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
/** Invisible characters (format and control characters, fillers, selectors, tags) and tatweel, which only makes a line longer. */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\u0640]+/gu;
/** Punctuation that also stands for letters. */
const letterPunctuation = /^[!@(#]$/u;
const separator = /^(?!๏)[\s\u2044\u2800\p{P}\p{M}\p{Cn}\p{Co}\p{Cs}ーｰ〜~ʼˈ]$/u;

export function decodeCharacter(written: string): DecodedCharacter {
  if (whiteSpace.test(written)) return { role: 'space' };
  const seen = written.replaceAll(invisible, '');
  if (seen === '') return { role: 'nothing' };
  const glyphs = glyphsOf(seen);
  if (glyphs.length === 0) return { role: /\s/u.test(seen) ? 'space' : 'gap' };
  return { role: 'glyphs', glyphs, drawn: capitalGlyphs(seen, glyphs), symbol: symbolOf(glyphs) };
}

function symbolOf(glyphs: readonly Glyph[]): 'none' | 'letter-like' | 'picture' {
  if (!glyphs.every(({ traits }) => (traits & trait.symbol) > 0)) return 'none';
  return glyphs.some(({ shape, base }) => shape === base) ? 'picture' : 'letter-like';
}

function glyphsOf(seen: string): readonly Glyph[] {
  const first = seen.codePointAt(0) ?? 0;
  // A conjoining jamo belongs to the syllable before it.
  const traits =
    (isRegionalIndicator(first) ? trait.flag : 0) |
    (continuesSyllable(first) ? trait.joined : 0) |
    (isOrnamental(seen) ? trait.ornamental : 0);
  const glyphs: Glyph[] = [];
  const characters = [...withKana(caseFolded(seen))];
  // NFKC makes three characters of ⒜, which is an a.
  const several = characters.filter((character) => !isOptionalMark(character)).length > 1;
  for (const character of characters) {
    const last = glyphs.at(-1);
    if (isOptionalMark(character)) {
      if (last !== undefined) glyphs[glyphs.length - 1] = { ...last, traits: last.traits | trait.marked };
    } else if (isToneMark(character) && last !== undefined) {
      const plain = withTone(last.plain, character);
      glyphs[glyphs.length - 1] = { ...last, plain, traits: last.traits | trait.marked };
    } else if (!isSeparator(character, several) || (isVowel(character) && last !== undefined)) {
      addGlyphs(glyphs, character, traits);
    }
  }
  return glyphs;
}

function addGlyphs(glyphs: Glyph[], character: string, traits: number): void {
  const point = character.codePointAt(0) ?? 0;
  const parts = jamoOf(point) ?? foldVariants(decomposed(character));
  for (const part of parts) {
    glyphs.push(glyphOf(part, glyphs.length > 0 ? traits | trait.joined : traits));
  }
}

/** The glyphs of jamo, shared by eleven thousand syllables: fewer objects mean fewer cache misses. */
const jamoGlyphs = new Map<string, Glyph>();

function glyphOf(character: string, traits: number): Glyph {
  if (jamoOf(character.codePointAt(0) ?? 0) === null) return newGlyph(character, traits);
  const key = `${character}${String(traits)}`;
  const known = jamoGlyphs.get(key) ?? newGlyph(character, traits);
  jamoGlyphs.set(key, known);
  return known;
}

function newGlyph(character: string, traits: number): Glyph {
  const plain = character.codePointAt(0) ?? 0;
  const base = withoutMarks(character).normalize('NFC');
  const basePoint = base.codePointAt(0) ?? plain;
  const script = scriptOf(character);
  return {
    plain,
    base: basePoint,
    shape: shapeOf(basePoint),
    script,
    traits:
      traits |
      (script > 0 || /\p{L}/u.test(character) ? trait.letter : 0) |
      (/\p{Nd}/u.test(character) ? trait.digit : 0) |
      (/[\p{L}\p{N}\p{M}]/u.test(character) ? 0 : trait.symbol) |
      (isWordCharacter(character) ? trait.word : 0) |
      (syllabic.test(character) ? trait.syllable : 0) |
      (articled.test(character) ? trait.articled : 0) |
      (basePoint === plain ? 0 : trait.marked),
    sound: /^[a-z0-9]$/u.test(base) ? base : (pinyinOf(character) ?? ''),
  };
}

/** The glyph with the shape that the capital has as it is drawn; `null` where it is the same. */
/** Lunate sigma is a σ that is drawn as a c. */
const lunateSigma = /^[\u03f2\u03f9]/u;
const SMALL_C = 0x63;

function capitalGlyphs(seen: string, glyphs: readonly Glyph[]): readonly Glyph[] | null {
  const [glyph] = glyphs;
  if (glyph !== undefined && lunateSigma.test(seen)) return [{ ...glyph, shape: shapeOf(SMALL_C) }];
  const capital = seen.normalize('NFKC');
  if (glyphs.length !== 1 || glyph === undefined || capital === capital.toLowerCase()) return null;
  const shape = shapeOf(withoutMarks(capital).codePointAt(0) ?? 0);
  return shape === glyph.shape ? null : [{ ...glyph, shape }];
}

const DOTLESS = 'ı';

/** Folds case by way of upper case, so that ß equals SS; Turkish ı stays another letter than i. */
function caseFolded(text: string): string {
  return text.split(DOTLESS).map(caseFoldedPart).join(DOTLESS);
}

function caseFoldedPart(text: string): string {
  const small = text.normalize('NFKC').toLowerCase();
  const same = small.toUpperCase().toLowerCase().replaceAll('ς', 'σ');
  return same.normalize('NFKC').replaceAll(invisible, '');
}

function isSeparator(character: string, inside: boolean): boolean {
  return separator.test(character) && (inside || !letterPunctuation.test(character));
}

/** The letters of a character that consists of several letters rather than of a letter with marks. */
function decomposed(character: string): string {
  const letters = character.normalize('NFD');
  return letters.length > character.length && !isVowel(letters) ? letters : character;
}

/** Whether a character is a mark that changes the word, as vowel marks of Indic scripts do. */
function isVowel(character: string): boolean {
  return /\p{M}/u.test(character);
}
