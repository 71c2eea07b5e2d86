import type { Random } from './random.js';
import type { Term } from './term.js';

interface Named {
  /** As the tables call it. */
  readonly name: string;
  /** Disguises of one family are not put on the same remark. */
  readonly family: string;
}

/** Writes a term in other words: in another script, with signs that sound alike. */
export interface Spelling extends Named {
  readonly kind: 'spelling';
  write(text: string, term: Term, random: Random): string | null;
}

/** Writes signs of a term otherwise, one by one. */
export interface Substitution extends Named {
  readonly kind: 'substitution';
  /** The other form of a sign, or `null` where it has none. */
  readonly replacementOf: (sign: string, random: Random, term: Term) => string | null;
  /** How many of a term's signs are written otherwise at most: a share of those that are no spaces. */
  readonly maxShare: number;
  /** And how many must be, at least. At least one always is. */
  readonly minShare: number;
}

/** Puts something to signs: onto them, or between them. */
export interface Addition extends Named {
  readonly kind: 'addition';
  /** Prepares for one term: gives what to write for each sign, or `null` where the term is of no script for this. */
  prepare(term: Term, random: Random): ((sign: string, last: boolean) => string) | null;
}

/** Writes what stands there in another order. */
export interface Turn extends Named {
  readonly kind: 'turn';
  write(text: string, term: Term, random: Random): string | null;
}

export type Disguise = Spelling | Substitution | Addition | Turn;

/** The order in which disguises are put on: words, signs, what comes to signs, the order. */
const stages = ['spelling', 'substitution', 'addition', 'turn'] as const;

export function byStage(one: Disguise, other: Disguise): number {
  return stages.indexOf(one.kind) - stages.indexOf(other.kind);
}
