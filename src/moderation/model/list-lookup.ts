export const listKinds = ['terms', 'accounts', 'addresses', 'spellings'] as const;
export type ListKind = (typeof listKinds)[number];

/** A list as facts look things up in it. Times are in milliseconds since the epoch: entries that have expired do not count. */
export interface ListLookup {
  /** Whether the value is in the list. */
  has(value: string, now: number): boolean;
  /** Terms found in a text, each once, as the list spells them, in the order of the list. Only for `terms`. */
  termsIn(text: string, now: number): readonly string[];
}
