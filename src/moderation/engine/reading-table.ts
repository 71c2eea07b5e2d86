import type { Json } from '../model/json.js';
import { jsonHashOf } from './content-hash.js';
import type { ReadingSlot } from './rule-set.js';

/** The reading table as it is stored: one line a slot, with fact, parameters and the fact's version. */
export function readingTableOf(table: readonly Pick<ReadingSlot, 'ref' | 'fact'>[]): Json {
  return table.map(({ ref, fact }) => ({
    fact: ref.fact,
    params: ref.params ?? {},
    version: fact.version ?? 1,
  }));
}

/** Names a reading table. A recorded row of readings is decoded by this name, never by position alone. */
export function readingTableHashOf(table: readonly Pick<ReadingSlot, 'ref' | 'fact'>[]): string {
  return jsonHashOf(readingTableOf(table));
}
