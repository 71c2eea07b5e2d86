/**
 * Marks that a word is readable without: accents, strikes, enclosing marks, vowel signs of Arabic, points of Hebrew. Marks of Indic scripts
 * and Thai are vowels, and not among them.
 */
const optional =
  '\\u0300-\\u036f\\u0483-\\u0489\\u0591-\\u05bd\\u05bf-\\u05c7\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u06d6-\\u06ed\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f';

const optionalMark = new RegExp(`[${optional}]`, 'u');
const optionalMarks = new RegExp(`[${optional}]+`, 'gu');

const toneMark = /^[\u0e47-\u0e4c\u0ec8-\u0ecc]$/u;

/** Whether a character is a tone mark of Thai or Lao. People often type a wrong one, or none. */
export function isToneMark(character: string): boolean {
  return toneMark.test(character);
}

/** Thai and Lao have 256 code points, and tone marks differ in 4 bits: each pair of letter and mark gets a code point of private use. */
const TONED = 0xf0000;
const FIRST_THAI = 0xe00;
const LAST_LAO = 0xeff;

/** The code point of private use for a Thai or Lao character with a tone mark. */
export function withTone(point: number, mark: string): number {
  return point >= FIRST_THAI && point <= LAST_LAO
    ? TONED + ((point - FIRST_THAI) << 4) + ((mark.codePointAt(0) ?? 0) & 0xf)
    : point;
}

/** Whether a character is of a script whose letters carry tone marks. */
export function mayCarryTone(point: number): boolean {
  return point >= FIRST_THAI && point <= LAST_LAO;
}

export function isOptionalMark(character: string): boolean {
  return optionalMark.test(character);
}

/** A text without optional marks, in NFD. */
export function withoutMarks(text: string): string {
  return text.normalize('NFD').replaceAll(optionalMarks, '');
}
