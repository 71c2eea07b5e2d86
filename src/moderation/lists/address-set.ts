import type { ListEntry } from '../lists.js';
import { addressBytes, networkOf, parseRange, type AddressRange } from './address-range.js';
import { inForce, type Matching } from './matching.js';

/** Ranges of addresses. One look-up per length of range that occurs, however many ranges there are. */
export function addressSet(entries: readonly ListEntry[]): Matching {
  const byNetwork = new Map<string, ListEntry>();
  /** By family (4 or 16 bytes): the lengths that occur. */
  const lengths = new Map<number, Set<number>>();
  for (const entry of entries) {
    const range = parseRange(entry.value);
    if (range === null) continue;
    byNetwork.set(keyOf(range), entry);
    lengths.set(range.bytes.length, (lengths.get(range.bytes.length) ?? new Set()).add(range.bits));
  }
  return {
    has(address, now) {
      const bytes = addressBytes(address);
      if (bytes === null) return false;
      for (const bits of lengths.get(bytes.length) ?? []) {
        const entry = byNetwork.get(keyOf({ bytes, bits }));
        if (entry !== undefined && inForce(entry, now)) return true;
      }
      return false;
    },
    termsIn: () => [],
  };
}

function keyOf(range: AddressRange): string {
  return `${networkOf(range).join('.')}/${String(range.bits)}`;
}
