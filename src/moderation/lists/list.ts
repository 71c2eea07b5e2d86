import type { ListKind } from '../model/list-lookup.js';
import type { Entries } from './list-entry.js';
import type { ListMatcher } from './list-matcher.js';
import type { ExplainedMatch } from '../text/terms/explain-match.js';

/** A list as it came from its file. */
export interface ListSource {
  readonly name: string;
  readonly kind: ListKind;
  readonly entries: Entries;
  /** Given where it was made on another thread, so that it need not be made on this one. */
  readonly precompiled?: PrecompiledList;
}

/** The parts of a compiled list that take long to make. */
export interface PrecompiledList {
  readonly revision: string;
  readonly matcher: ListMatcher;
  /** Those that the list had not when it was read before; unless given, all are new. */
  readonly added?: Entries;
}

/** A compiled list. */
export interface List {
  readonly name: string;
  readonly kind: ListKind;
  /** SHA-256 of the canonical JSON of its entries. */
  readonly revision: string;
  readonly size: number;
  /** Accounts: equal. Addresses: inside one of the ranges. Terms: the whole value is the term, in one of its forms. */
  has(value: string, now: number): boolean;
  /** Terms found in a text, each once, as the list spells them, in the order of the list. Only for `terms`. */
  termsIn(text: string, now: number): readonly string[];
  /** The same with where each is found and how it was read, the strictest find of each term. Only for `terms`. */
  findsIn(text: string, now: number): readonly ExplainedMatch[];
}

export type Lists = ReadonlyMap<string, List>;
