/** Characters that stand for themselves, as ranges of a character class. */
export const plainRanges = {
  ascii: '\\t\\n\\r\\x20-\\x7e',
  accented: '\\u00bf-\\u0130\\u0134-\\u013e\\u0141-\\u0148\\u014a-\\u017e\\u1ea0-\\u1ef9',
  cyrillic: '\\u0400-\\u0481\\u048a-\\u052f',
  /** Arabic, Devanagari and Thai, but for digits. */
  southern: '\\u0621-\\u063a\\u0641-\\u065f\\u0904-\\u0939\\u093e-\\u094d\\u0e01-\\u0e3a\\u0e40-\\u0e4e',
  /** Chinese, kana and Hangul, with their punctuation. */
  eastern: '\\u3001-\\u3020\\u3041-\\u3096\\u30a0-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7a3！，？…',
  emoji: '\\u{1f300}-\\u{1faff}',
} as const;
