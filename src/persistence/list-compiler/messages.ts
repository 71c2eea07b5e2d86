import type { ListKind } from '../../moderation/lists/list.js';
import type { Problem } from '../../moderation/model/problem.js';
import type { ListParts, SlabPart } from '../../policy/lists/list-from-layers.js';

/** The file of a long list, to the thread that reads it. */
export interface OrderedFile {
  readonly path: string;
  readonly name: string;
  readonly kind: ListKind;
  readonly bytes: Uint8Array;
}

/** What it says. */
export type DeliveredList =
  | { readonly kind: 'same' }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'read'; readonly parts: SentParts };

/** Slabs are sent once, and by their numbers afterwards. */
export interface SentParts extends Omit<ListParts, 'base' | 'late'> {
  readonly base: SentSlab;
  readonly late: SentSlab | null;
}

export interface SentSlab {
  readonly number: number;
  readonly part: SlabPart | null;
}
