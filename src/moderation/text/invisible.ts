/** Unicode's names of invisible characters. */
const names = new Map<number, string>([
  [0x00ad, 'SOFT HYPHEN'],
  [0x034f, 'COMBINING GRAPHEME JOINER'],
  [0x061c, 'ARABIC LETTER MARK'],
  [0x0640, 'ARABIC TATWEEL'],
  [0x115f, 'HANGUL CHOSEONG FILLER'],
  [0x1160, 'HANGUL JUNGSEONG FILLER'],
  [0x180e, 'MONGOLIAN VOWEL SEPARATOR'],
  [0x200b, 'ZERO WIDTH SPACE'],
  [0x200c, 'ZERO WIDTH NON-JOINER'],
  [0x200d, 'ZERO WIDTH JOINER'],
  [0x200e, 'LEFT-TO-RIGHT MARK'],
  [0x200f, 'RIGHT-TO-LEFT MARK'],
  [0x202a, 'LEFT-TO-RIGHT EMBEDDING'],
  [0x202b, 'RIGHT-TO-LEFT EMBEDDING'],
  [0x202c, 'POP DIRECTIONAL FORMATTING'],
  [0x202d, 'LEFT-TO-RIGHT OVERRIDE'],
  [0x202e, 'RIGHT-TO-LEFT OVERRIDE'],
  [0x2060, 'WORD JOINER'],
  [0x2061, 'FUNCTION APPLICATION'],
  [0x2062, 'INVISIBLE TIMES'],
  [0x2063, 'INVISIBLE SEPARATOR'],
  [0x2064, 'INVISIBLE PLUS'],
  [0x2066, 'LEFT-TO-RIGHT ISOLATE'],
  [0x2067, 'RIGHT-TO-LEFT ISOLATE'],
  [0x2068, 'FIRST STRONG ISOLATE'],
  [0x2069, 'POP DIRECTIONAL ISOLATE'],
  [0x2800, 'BRAILLE PATTERN BLANK'],
  [0x3164, 'HANGUL FILLER'],
  [0xfeff, 'ZERO WIDTH NO-BREAK SPACE'],
  [0xffa0, 'HALFWIDTH HANGUL FILLER'],
]);

const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\u0640\u2800]/gu;

/** The text with its invisible characters shown by code point, as `‹U+200B›`. */
export function withInvisible(text: string): string {
  return text.replaceAll(invisible, (character) => `‹${codeOf(character)}›`);
}

/** The invisible characters of a text by code point and name, each once, in the order of the text. */
export function invisibleIn(text: string): readonly string[] {
  const characters = new Set([...text.matchAll(invisible)].map(([character]) => character));
  return [...characters].map((character) => `${codeOf(character)} ${nameOf(character.codePointAt(0) ?? 0)}`);
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function nameOf(point: number): string {
  const name = names.get(point);
  if (name !== undefined) return name;
  if ((point >= 0xfe00 && point <= 0xfe0f) || (point >= 0xe0100 && point <= 0xe01ef))
    return 'VARIATION SELECTOR';
  if (point >= 0xe0000 && point <= 0xe007f) return 'TAG';
  return point < 0x20 || (point >= 0x7f && point < 0xa0) ? 'CONTROL CHARACTER' : 'INVISIBLE CHARACTER';
}
