import type { Entries, ListEntry } from './list-entry.js';
import { rangesOf } from './concat-ranges.js';
import { entryAt, jsonOf, countOf, type PackedEntries } from './packed-entries.js';

/** The entries of a list in two layers: a large base, and a small delta of later entries. */
export class LayeredEntries implements Entries {
  /**
   * @param order by place: the number of the entry, in the second layer when the first has not so many; those of the second follow
   * on those of the first
   */
  constructor(
    private readonly first: PackedEntries,
    private readonly second: PackedEntries | null,
    private readonly order: Int32Array,
  ) {}

  get length(): number {
    return this.order.length;
  }

  at(place: number): ListEntry | undefined {
    const number = this.order[place];
    if (number === undefined) return undefined;
    const inFirst = countOf(this.first);
    if (number < inFirst) return entryAt(this.first, number);
    return this.second === null ? undefined : entryAt(this.second, number - inFirst);
  }

  *json(): Iterable<Uint8Array> {
    for (const { entries, from, to } of rangesOf(this.order, [this.first, this.second]))
      yield jsonOf(entries, from, to);
  }

  *[Symbol.iterator](): Iterator<ListEntry> {
    for (let place = 0; place < this.length; place += 1) {
      const entry = this.at(place);
      if (entry !== undefined) yield entry;
    }
  }
}
