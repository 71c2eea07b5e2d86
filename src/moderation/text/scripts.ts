const names = [
  'Arabic',
  'Armenian',
  'Bengali',
  'Bopomofo',
  'Cherokee',
  'Cyrillic',
  'Devanagari',
  'Ethiopic',
  'Georgian',
  'Greek',
  'Gujarati',
  'Gurmukhi',
  'Han',
  'Hangul',
  'Hebrew',
  'Hiragana',
  'Kannada',
  'Katakana',
  'Khmer',
  'Lao',
  'Latin',
  'Malayalam',
  'Mongolian',
  'Myanmar',
  'Sinhala',
  'Tamil',
  'Telugu',
  'Thai',
  'Tibetan',
] as const;

const patterns = names.map((name) => ({ name, pattern: new RegExp(`\\p{Script=${name}}`, 'u') }));
const beyondAscii = /\P{ASCII}/u;

/** Names of the scripts that `scriptsIn` knows, by Unicode. */
export const scriptNames: readonly string[] = names;

/**
 * The Unicode scripts of a text's letters, by name in alphabetical order. Digits, punctuation, emoji and other characters that scripts
 * share belong to none.
 */
export function scriptsIn(text: string): readonly string[] {
  if (!beyondAscii.test(text)) return /[a-z]/iu.test(text) ? ['Latin'] : [];
  return patterns.filter(({ pattern }) => pattern.test(text)).map(({ name }) => name);
}

/** The number of a character's script: 0 for characters that scripts share, and one number for all scripts without a name here. */
export function scriptOf(character: string): number {
  const at = patterns.findIndex(({ pattern }) => pattern.test(character));
  if (at >= 0) return at + 1;
  return /[\p{L}]/u.test(character) && !/[\p{Script=Common}\p{Script=Inherited}]/u.test(character)
    ? names.length + 1
    : 0;
}
