import type { Entries, ListEntry } from './list.js';
import { runsOf } from './concat-ranges.js';
import { entryOf, jsonOf, lengthOf, type Slab } from './packed-entries.js';

/** The entries of a list that is kept in two slabs: most in a large one, and what came later in a small one. */
export class SlabEntries implements Entries {
  /**
   * @param order by place: the number of the entry, in the second slab when the first has not so many; those of the second follow
   * on those of the first
   */
  constructor(
    private readonly first: Slab,
    private readonly second: Slab | null,
    private readonly order: Int32Array,
  ) {}

  get length(): number {
    return this.order.length;
  }

  at(place: number): ListEntry | undefined {
    const number = this.order[place];
    if (number === undefined) return undefined;
    const inFirst = lengthOf(this.first);
    if (number < inFirst) return entryOf(this.first, number);
    return this.second === null ? undefined : entryOf(this.second, number - inFirst);
  }

  *json(): Iterable<Uint8Array> {
    for (const { slab, from, to } of runsOf(this.order, [this.first, this.second]))
      yield jsonOf(slab, from, to);
  }

  *[Symbol.iterator](): Iterator<ListEntry> {
    for (let place = 0; place < this.length; place += 1) {
      const entry = this.at(place);
      if (entry !== undefined) yield entry;
    }
  }
}
