export const scripts = [
  'Latin',
  'Cyrillic',
  'Greek',
  'Arabic',
  'Hebrew',
  'Devanagari',
  'Thai',
  'Han',
  'Kana',
  'Hangul',
] as const;
export type Script = (typeof scripts)[number];

/** A banned term, with its language and script. */
export interface Term {
  readonly text: string;
  /** By BCP 47. */
  readonly language: string;
  /** The script that most of it is written in. */
  readonly script: Script;
}
