import ipaddr from 'ipaddr.js';
import { addressBytes, parseRange, rangeContains, type AddressRange } from './address-range.js';

/** Ranges by the names that proxies go by. */
export const NAMED_RANGES: Readonly<Record<string, readonly string[]>> = {
  loopback: ['127.0.0.0/8', '::1/128'],
  linklocal: ['169.254.0.0/16', 'fe80::/10'],
  uniquelocal: ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

/** IP addresses named by CIDR ranges; an IPv4 address counts as itself when it comes mapped into IPv6. */
export class AddressRanges {
  private constructor(
    /** As they were written, named ranges spelled out. */
    readonly texts: readonly string[],
    private readonly ranges: readonly AddressRange[],
  ) {}

  /** From CIDRs and single addresses; texts that are neither are in `wrong`. */
  static of(texts: readonly string[]): { readonly ranges: AddressRanges; readonly wrong: readonly string[] } {
    const ranges: AddressRange[] = [];
    const wrong: string[] = [];
    for (const text of texts) {
      const range = parseRange(text) ?? parseShortRange(text);
      if (range === null) wrong.push(text);
      else ranges.push(range);
    }
    return { ranges: new AddressRanges(texts, ranges), wrong };
  }

  /** False for a text that is no address. */
  has(text: string): boolean {
    const bytes = addressBytes(text);
    return bytes !== null && this.ranges.some((range) => rangeContains(range, bytes));
  }
}

/** A range whose IPv4 address has fewer than four parts, as settings may have it: `10.0.0/8`. */
function parseShortRange(text: string): AddressRange | null {
  if (!text.includes('/')) return null;
  try {
    const [address, bits] = ipaddr.parseCIDR(text);
    return parseRange(`${address.toString()}/${String(bits)}`);
  } catch {
    return null;
  }
}
