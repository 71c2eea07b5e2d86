import type { Entries, ListEntry } from './list-entry.js';
import { addressBytes, networkOf, parseRange } from '../../runtime/address-range.js';
import { mapYielding, type CooperativeTask } from '../../runtime/cooperative-task.js';
import { inForce } from './list-entry.js';
import { ENTRIES_PER_SLICE, type ListMatcher } from './list-matcher.js';

/** Ranges of addresses. One look-up per length of range that occurs, however many ranges there are. */
export function* addressMatcher(entries: Entries): CooperativeTask<ListMatcher> {
  const byNetwork = new Map<string | number, ListEntry>();
  /** The lengths that occur, of IPv4 and of IPv6. */
  const [short, long]: [number[], number[]] = [[], []];
  yield* mapYielding(entries, ENTRIES_PER_SLICE, (entry) => {
    const range = parseRange(entry.value);
    if (range === null) return;
    byNetwork.set(networkKey(range.bytes, range.bits), entry);
    const lengths = range.bytes.length === 4 ? short : long;
    if (!lengths.includes(range.bits)) lengths.push(range.bits);
  });
  return {
    terms: null,
    has(address, now) {
      const bytes = addressBytes(address);
      if (bytes === null) return false;
      for (const bits of bytes.length === 4 ? short : long) {
        const entry = byNetwork.get(networkKey(bytes, bits));
        if (entry !== undefined && inForce(entry, now)) return true;
      }
      return false;
    },
  };
}

/** The key of the network with so many bits that holds an address: a number for IPv4, as most addresses are. */
function networkKey(bytes: readonly number[], bits: number): string | number {
  if (bytes.length > 4) return `${networkOf({ bytes, bits }).join('.')}/${String(bits)}`;
  const [a = 0, b = 0, c = 0, d = 0] = bytes;
  const address = a * 2 ** 24 + b * 2 ** 16 + c * 2 ** 8 + d;
  return bits * 2 ** 32 + address - (address % 2 ** (32 - bits));
}
