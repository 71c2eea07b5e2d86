/**
 * Marks that a word can do without: accents, strikes, enclosing glyphs, vowel glyphs of Arabic and points of Hebrew. Those of Indic
 * and Thai are not among them: they are vowels.
 */
const optional =
  '\\u0300-\\u036f\\u0483-\\u0489\\u0591-\\u05bd\\u05bf-\\u05c7\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u06d6-\\u06ed\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f';

const optionalMark = new RegExp(`[${optional}]`, 'u');
const optionalMarks = new RegExp(`[${optional}]+`, 'gu');

const toneMark = /^[\u0e47-\u0e4c\u0ec8-\u0ecc]$/u;

/** Tone marks of Thai and Lao: a word has its own, and people who type fast have others, or none. */
export function isToneMark(character: string): boolean {
  return toneMark.test(character);
}

/** Thai and Lao have 256 code points, and a tone mark is one of 16 there: each pair of them has one in a private plane. */
const TONED = 0xf0000;
const FIRST_THAI = 0xe00;
const LAST_LAO = 0xeff;

/** A code point for a Thai or Lao character with a tone mark, which Unicode has none for. */
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

/** A text without marks that it can do without, taken apart (NFD). */
export function withoutMarks(text: string): string {
  return text.normalize('NFD').replaceAll(optionalMarks, '');
}
