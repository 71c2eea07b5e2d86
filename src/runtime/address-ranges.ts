import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
type Range = readonly [Address, number];

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
    private readonly ranges: readonly Range[],
  ) {}

  /** From CIDRs and single addresses; `null` for a text that is neither is in `wrong`. */
  static of(texts: readonly string[]): { readonly ranges: AddressRanges; readonly wrong: readonly string[] } {
    const ranges: Range[] = [];
    const wrong: string[] = [];
    for (const text of texts) {
      const range = rangeOf(text);
      if (range === null) wrong.push(text);
      else ranges.push(range);
    }
    return { ranges: new AddressRanges(texts, ranges), wrong };
  }

  /** False for a text that is no address. */
  has(text: string): boolean {
    if (!ipaddr.isValid(text)) return false;
    const address = ipaddr.process(text);
    return this.ranges.some(([base, bits]) => address.kind() === base.kind() && address.match([base, bits]));
  }
}

function rangeOf(text: string): Range | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(text)) return [ipaddr.IPv4.parse(text), 32];
  if (ipaddr.IPv6.isValid(text)) return unmapped(ipaddr.IPv6.parse(text), 128);
  try {
    return unmapped(...ipaddr.parseCIDR(text));
  } catch {
    return null;
  }
}

/** ::ffff:10.0.0.0/104 is 10.0.0.0/8, for it is as IPv4 that addresses are compared. */
function unmapped(address: Address, bits: number): Range {
  if (address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() && bits >= 96) {
    return [address.toIPv4Address(), bits - 96];
  }
  return [address, bits];
}
