import { matcherOfTerms } from '../../moderation/lists/term-matcher.js';
import { TermSet } from '../../moderation/lists/term-set.js';
import { LayeredEntries } from '../../moderation/lists/layered-entries.js';
import { PackedTerms } from '../../moderation/lists/packed-terms.js';
import { countOf, type PackedEntries } from '../../moderation/lists/packed-entries.js';
import type { ListSource } from '../../moderation/lists/list.js';
import type { TermIndex } from '../../moderation/text/terms/term-index.js';

/** The layers of a long list that a worker has compiled. They are typed arrays. */
export interface ListLayers {
  readonly revision: string;
  readonly base: IndexedLayer;
  readonly delta: IndexedLayer | null;
  readonly order: Int32Array;
  /** By number; see `placesOf`. */
  readonly places: Int32Array;
  /** See `KeptList`. */
  readonly addedFrom: number;
}

export interface IndexedLayer {
  readonly entries: PackedEntries;
  readonly index: TermIndex;
}

/** The list, ready to be read. Takes no longer for a million entries than for one. */
export function listFromLayers(named: Pick<ListSource, 'name' | 'kind'>, parts: ListLayers): ListSource {
  const { revision, base, delta, order, places, addedFrom } = parts;
  const inBase = countOf(base.entries);
  const terms = [new PackedTerms(base.entries, base.index, places.subarray(0, inBase))];
  if (delta !== null) terms.push(new PackedTerms(delta.entries, delta.index, places.subarray(inBase)));
  const entriesWith = (numbers: Int32Array) =>
    new LayeredEntries(base.entries, delta?.entries ?? null, numbers);
  const added = Int32Array.from({ length: places.length - addedFrom }, (_, at) => addedFrom + at);
  const made = { revision, matcher: matcherOfTerms(new TermSet(terms)) };
  return {
    ...named,
    entries: entriesWith(order),
    precompiled: addedFrom === 0 ? made : { ...made, added: entriesWith(added) },
  };
}
