import type { Form } from '../text/terms/form.js';

/** One value that staff keep in a list. */
export interface ListEntry {
  readonly value: string;
  readonly reason: string | null;
  readonly author: string | null;
  /** Milliseconds since the epoch from which on the entry counts no more; `null`: never. */
  readonly expiresAt: number | null;
  /** For a term: how far a text may stray from it. The default suits the term. */
  readonly form?: Form;
  /** For a spelling: the text that a reader takes it for. */
  readonly means?: string;
}

/** Entries in the order of their list. An array is that; entries of long lists are kept as bytes. */
export interface Entries extends Iterable<ListEntry> {
  readonly length: number;
  at(place: number): ListEntry | undefined;
  /** JSON of neighbours, parted by commas, one part after the other. Only where they are kept as that. */
  json?(): Iterable<Uint8Array>;
}

/** Whether an entry counts at a time, in milliseconds since the epoch. */
export function inForce(entry: ListEntry, now: number): boolean {
  return entry.expiresAt === null || now < entry.expiresAt;
}
