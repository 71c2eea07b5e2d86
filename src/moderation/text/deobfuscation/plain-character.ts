import { isOptionalMark } from '../glyphs/marks.js';
import { isRegionalIndicator, withoutStyle } from '../glyphs/styled-letters.js';
import { foldVariants } from '../glyphs/letter-variants.js';

/** Invisible characters, and tatweel, which only makes a line longer. */
const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u0640]|(?![\t\n\r])\p{Cc}/gu;
const digit = /^\p{Nd}$/u;

/** Marks of addresses that NFKC leaves as they are. */
const marks = new Map(
  Object.entries({
    '⁄': '/',
    '∕': '/',
    '⧸': '/',
    '╱': '/',
    '⟋': '/',
    '∶': ':',
    ː: ':',
    '꞉': ':',
    ꓸ: '.',
    '\u2800': ' ',
    '➕': '+',
  }),
);

/** The ones of digits in circles that NFKC leaves as they are; those up to nine follow. */
const ones = [0x24f5, 0x2776, 0x2780, 0x278a];
const zeros = new Set([0x24ff, 0x1f10b, 0x1f10c]);

/** Plain characters, cached: the result depends on the character alone. */
const knownCharacters = new Map<string, string>();
const MAX_KNOWN = 20_000;

/** A character with its marks in plain characters of the same case; empty for an invisible one. */
export function toPlainCharacter(written: string): string {
  if (written.length === 1 && written >= ' ' && written <= '~') return written;
  const before = knownCharacters.get(written);
  if (before !== undefined) return before;
  if (knownCharacters.size >= MAX_KNOWN) knownCharacters.clear();
  const plain = plainOf(written);
  knownCharacters.set(written, plain);
  return plain;
}

function plainOf(written: string): string {
  const seen = written.normalize('NFKC').replaceAll(invisible, '');
  return [...seen].map(plainly).join('');
}

function plainly(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  // NFKC has composed the accents that belong to a letter.
  if (isOptionalMark(character)) return '';
  if (point < 0x80 || isRegionalIndicator(point)) return character;
  const own = marks.get(character);
  if (own !== undefined) return own;
  if (digit.test(character)) return foldVariants(character);
  if (zeros.has(point)) return '0';
  const first = ones.find((one) => point >= one && point < one + 9);
  if (first !== undefined) return String(point - first + 1);
  const plain = withoutStyle(point);
  return plain === point ? character : String.fromCodePoint(plain);
}
