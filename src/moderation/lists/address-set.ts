import type { Entries, ListEntry } from '../lists.js';
import { addressBytes, networkOf, parseRange, type AddressRange } from './address-range.js';
import { eachSliced, type Sliced } from '../slices.js';
import { ENTRIES_AT_ONCE, inForce, type Matching } from './matching.js';

/** Ranges of addresses. One look-up per length of range that occurs, however many ranges there are. */
export function* addressSet(entries: Entries): Sliced<Matching> {
  const byNetwork = new Map<string | number, ListEntry>();
  /** By family (4 or 16 bytes): the lengths that occur. */
  const lengths = new Map<number, Set<number>>();
  yield* eachSliced(entries, ENTRIES_AT_ONCE, (entry) => {
    const range = parseRange(entry.value);
    if (range === null) return;
    byNetwork.set(keyOf(range), entry);
    lengths.set(range.bytes.length, (lengths.get(range.bytes.length) ?? new Set()).add(range.bits));
  });
  return {
    terms: null,
    has(address, now) {
      const bytes = addressBytes(address);
      if (bytes === null) return false;
      for (const bits of lengths.get(bytes.length) ?? []) {
        const entry = byNetwork.get(keyOf({ bytes, bits }));
        if (entry !== undefined && inForce(entry, now)) return true;
      }
      return false;
    },
  };
}

/** A number for IPv4, which is what most addresses are. */
function keyOf(range: AddressRange): string | number {
  const { bytes, bits } = range;
  if (bytes.length > 4) return `${networkOf(range).join('.')}/${String(bits)}`;
  let address = 0;
  for (const byte of bytes) address = address * 256 + byte;
  return bits * 2 ** 32 + address - (address % 2 ** (32 - bits));
}
