import { matchingOf, TermSet } from '../../moderation/lists/term-set.js';
import { SlabEntries } from '../../moderation/lists/layered-entries.js';
import { SlabTerms } from '../../moderation/lists/packed-terms.js';
import { lengthOf, type Slab } from '../../moderation/lists/packed-entries.js';
import type { ListSource } from '../../moderation/lists/list.js';
import type { TermIndex } from '../../moderation/text/terms/term-index.js';

/** What a thread needs of a long list that another has made. All of it is typed arrays. */
export interface ListParts {
  readonly revision: string;
  readonly base: SlabPart;
  readonly late: SlabPart | null;
  readonly order: Int32Array;
  /** By number; see `placesOf`. */
  readonly places: Int32Array;
  /** See `KeptList`. */
  readonly addedFrom: number;
}

export interface SlabPart {
  readonly slab: Slab;
  readonly index: TermIndex;
}

/** The list, ready to be read. Takes no longer for a million entries than for one. */
export function listOfParts(named: Pick<ListSource, 'name' | 'kind'>, parts: ListParts): ListSource {
  const { revision, base, late, order, places, addedFrom } = parts;
  const inBase = lengthOf(base.slab);
  const terms = [new SlabTerms(base.slab, base.index, places.subarray(0, inBase))];
  if (late !== null) terms.push(new SlabTerms(late.slab, late.index, places.subarray(inBase)));
  const entriesWith = (numbers: Int32Array) => new SlabEntries(base.slab, late?.slab ?? null, numbers);
  const added = Int32Array.from({ length: places.length - addedFrom }, (_, at) => addedFrom + at);
  const made = { revision, matching: matchingOf(new TermSet(terms)) };
  return {
    ...named,
    entries: entriesWith(order),
    made: addedFrom === 0 ? made : { ...made, added: entriesWith(added) },
  };
}
