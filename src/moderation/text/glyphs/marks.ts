/**
 * Marks that a word can do without: accents, strikes, enclosing signs, vowel signs of Arabic and points of Hebrew. Those of Indic
 * and Thai are not among them: they are vowels.
 */
const optional =
  '\\u0300-\\u036f\\u0483-\\u0489\\u0591-\\u05bd\\u05bf-\\u05c7\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u06d6-\\u06ed\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f';

const optionalMark = new RegExp(`[${optional}]`, 'u');
const optionalMarks = new RegExp(`[${optional}]+`, 'gu');

export function isOptionalMark(character: string): boolean {
  return optionalMark.test(character);
}

/** A text without marks that it can do without, taken apart (NFD). */
export function withoutMarks(text: string): string {
  return text.normalize('NFD').replaceAll(optionalMarks, '');
}
