import { replaceIn, type Placed } from './mapped-text.js';

/** One kind of disguise: what it looks like, and what it stands for, `null` where it stands for itself. */
export interface Rewriting {
  readonly pattern: RegExp;
  readonly by: (match: RegExpMatchArray) => string | null;
}

/** @param by what a match of the pattern, which is global, stands for */
export function rewriting(pattern: RegExp, by: string | Rewriting['by']): Rewriting {
  return { pattern, by: typeof by === 'string' ? () => by : by };
}

export function rewrite(text: Placed, rewritings: readonly Rewriting[]): Placed {
  return rewritings.reduce((made, { pattern, by }) => replaceIn(made, pattern, by), text);
}
