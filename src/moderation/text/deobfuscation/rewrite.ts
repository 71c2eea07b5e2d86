import { replaceMapped, type MappedText } from './mapped-text.js';

/** A kind of disguise: its pattern, and what a match stands for, or `null` when it stands for itself. */
export interface Rewriting {
  readonly pattern: RegExp;
  readonly by: (match: RegExpMatchArray) => string | null;
}

/** @param by what a match of the global pattern stands for */
export function rewriting(pattern: RegExp, by: string | Rewriting['by']): Rewriting {
  return { pattern, by: typeof by === 'string' ? () => by : by };
}

export function rewrite(text: MappedText, rewritings: readonly Rewriting[]): MappedText {
  return rewritings.reduce((made, { pattern, by }) => replaceMapped(made, pattern, by), text);
}
