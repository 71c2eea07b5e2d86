import type { ListKind } from '../../moderation/model/list-lookup.js';
import type { Problem } from '../../moderation/model/problem.js';
import type { ListLayers, IndexedLayer } from '../../policy/lists/list-from-layers.js';

/** The file of a long list, to the thread that reads it. */
export interface CompileRequest {
  readonly path: string;
  readonly name: string;
  readonly kind: ListKind;
  readonly bytes: Uint8Array;
}

/** The result for one file. */
export type CompileResponse =
  | { readonly kind: 'same' }
  | { readonly kind: 'refused'; readonly problems: readonly Problem[] }
  | { readonly kind: 'undecided' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'read'; readonly parts: SentLayers };

/** Layers are sent once, and by their numbers afterwards. */
export interface SentLayers extends Omit<ListLayers, 'base' | 'delta'> {
  readonly base: SentLayer;
  readonly delta: SentLayer | null;
}

export interface SentLayer {
  readonly number: number;
  readonly layer: IndexedLayer | null;
}
