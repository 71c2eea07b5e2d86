import { replaceMapped, type MappedText } from './mapped-text.js';

/** One kind of disguise: what it looks like, and what it stands for, `null` where it stands for itself. */
export interface Rewriting {
  readonly pattern: RegExp;
  readonly by: (match: RegExpMatchArray) => string | null;
}

/** @param by what a match of the pattern, which is global, stands for */
export function rewriting(pattern: RegExp, by: string | Rewriting['by']): Rewriting {
  return { pattern, by: typeof by === 'string' ? () => by : by };
}

export function rewrite(text: MappedText, rewritings: readonly Rewriting[]): MappedText {
  return rewritings.reduce((made, { pattern, by }) => replaceMapped(made, pattern, by), text);
}
