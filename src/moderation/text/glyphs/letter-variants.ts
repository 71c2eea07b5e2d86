import { simplified } from './han.js';
import { withoutStyle } from './styled-letters.js';

/** Letters that are written for one another: Arabic ones by country and keyboard, small and large kana, final forms in Greek and Hebrew. */
const variants = new Map([
  ...Object.entries({
    ى: 'ي',
    ی: 'ي',
    ې: 'ي',
    ک: 'ك',
    ڪ: 'ك',
    ة: 'ه',
    ہ: 'ه',
    ە: 'ه',
    ھ: 'ه',
    ۃ: 'ه',
    ς: 'σ',
    ך: 'כ',
    ם: 'מ',
    ן: 'נ',
    ף: 'פ',
    ץ: 'צ',
  }),
  ...[...'ァィゥェォッャュョヮヵヶ'].map((small, at): [string, string] => [
    small,
    [...'アイウエオツヤユヨワカケ'][at] ?? small,
  ]),
]);

const hiragana = /^[\u3041-\u3096]$/u;
const KATAKANA_OFFSET = 0x60;
/** Folds variants of case-folded characters: style, kana type and size, traditional Han, keyboard, kind of digits. */
export function foldVariants(characters: string): string {
  return [...characters].map(foldVariant).join('');
}

function foldVariant(character: string): string {
  const letter = String.fromCodePoint(withoutStyle(character.codePointAt(0) ?? 0)).toLowerCase();
  if (digit.test(letter)) return plainDigit(letter.codePointAt(0) ?? 0);
  const kana = hiragana.test(letter)
    ? String.fromCodePoint((letter.codePointAt(0) ?? 0) + KATAKANA_OFFSET)
    : letter;
  return simplified(variants.get(kana) ?? kana);
}

const digit = /^\p{Nd}$/u;

/** Unicode has the ten digits of each kind in a row, and some kinds one after the other. */
function plainDigit(point: number): string {
  let first = point;
  while (digit.test(String.fromCodePoint(first - 1))) first -= 1;
  return String((point - first) % 10);
}
