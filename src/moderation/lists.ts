export const listKinds = ['terms', 'accounts', 'addresses'] as const;
export type ListKind = (typeof listKinds)[number];

/** One value that staff keep in a list. */
export interface ListEntry {
  readonly value: string;
  readonly reason: string | null;
  readonly author: string | null;
  /** Milliseconds since the epoch from which on the entry counts no more; `null`: never. */
  readonly expiresAt: number | null;
}

/** A list as it came from its file. */
export interface ListSource {
  readonly name: string;
  readonly kind: ListKind;
  readonly entries: readonly ListEntry[];
}

/** A list made ready for reading. */
export interface List {
  readonly name: string;
  readonly kind: ListKind;
  /** SHA-256 of the canonical JSON of its entries. */
  readonly revision: string;
  readonly size: number;
  /** Accounts: equal. Addresses: inside one of the ranges. Terms: equal after folding. */
  has(value: string, now: number): boolean;
  /** Terms found in a text, each once, as the list spells them, in the order of the list. Only for `terms`. */
  termsIn(text: string, now: number): readonly string[];
}

export type Lists = ReadonlyMap<string, List>;
