import type { z } from 'zod';
import type { FriendResponse, FriendResponseCallback } from './callback.js';
import type { FactValues } from './fact-values.js';
import type { Json } from './json.js';
import type { ListKind, ListLookup } from './list-lookup.js';
import type { Question, RateRequest } from './question.js';

/** The type of a fact's value, when it is not `null`. */
export type ValueType = 'text' | 'number' | 'boolean' | 'texts';

/** Everything a fact may look at for one item. */
export interface ItemView {
  readonly callback: FriendResponseCallback;
  readonly response: FriendResponse;
  readonly lists: ReadonlyMap<string, ListLookup>;
}

/** How to read a fact: from the packet and the lists, or by asking the state. */
export type FactSource<P> =
  | {
      readonly kind: 'packet';
      /** Whether all items of a packet have the same value, so that it is read once. */
      isCommon?(params: P): boolean;
      read(view: ItemView, params: P): Json;
    }
  | { readonly kind: 'rate'; rate(params: P): RateRequest }
  | { readonly kind: 'state'; question(params: P): Question };

/**
 * Anything a rule may look at by name. It describes itself: the validator, the reference page, the console's menus and the
 * compiler all read this.
 */
export interface Fact<P = unknown> {
  readonly name: string;
  /** Counts changes of what the value means, so that recorded readings are told apart; 1 unless given. */
  readonly version?: number;
  /** For staff: a short label, and a sentence or two of help that name the unit. */
  readonly words: { readonly label: string; readonly help: string };
  readonly type: ValueType;
  /** Whether the value may be `null`, and what that says. */
  readonly nullWhen?: string;
  /** Well-known values, for menus and hints; others may come. */
  readonly suggestions?: readonly string[];
  /** The values that it can have; any of its type unless given. Checking a rule and the reference page read this. */
  readonly values?: FactValues;
  /** A strict object of its parameters. */
  readonly params: z.ZodType<P>;
  /** The list that the parameters name, and which kind it must be. */
  list?(params: P): { readonly name: string; readonly kinds: readonly ListKind[] };
  readonly source: FactSource<P>;
}

/** Checks a fact with the type of its parameters, and hides the type, so that facts can stand in one list. */
export function defineFact<P>(fact: Fact<P>): Fact {
  return fact;
}
