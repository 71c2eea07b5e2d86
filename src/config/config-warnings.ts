import { parseRange, type AddressRange } from '../runtime/address-range.js';

/** The share of all addresses from which trusted proxies are no proxies any more. */
const MAX_TRUSTED_SHARE = 1 / 8;

/** Settings that are read as they stand, and are most likely a mistake. */
export function configWarnings({
  tokens,
  trustedProxies,
}: {
  /** By the setting's name. */
  readonly tokens: ReadonlyMap<string, readonly string[]>;
  readonly trustedProxies: readonly string[];
}): readonly string[] {
  return [...quotedTokens(tokens), ...wideProxies(trustedProxies)];
}

/** An env file may keep quotes as part of the value; then no signature is right. */
function quotedTokens(tokens: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const isQuoted = (token: string): boolean => /^["'`]|["'`]$/.test(token);
  return [...tokens]
    .filter(([, each]) => each.some(isQuoted))
    .map(
      ([name]) =>
        `${name} holds quotes, which count as part of the token: where the console's token has none, every callback is refused; write it without quotes`,
    );
}

function wideProxies(texts: readonly string[]): readonly string[] {
  const ranges = texts.map(parseRange).filter((range) => range !== null);
  return [4, 16].flatMap((length) => {
    const share = sharedBy(ranges.filter(({ bytes }) => bytes.length === length));
    if (share < MAX_TRUSTED_SHARE) return [];
    const family = length === 4 ? 'IPv4' : 'IPv6';
    return [
      `TRUST_PROXY believes a forwarded address from ${Math.floor(share * 100)} % of all ${family} addresses, so that a client can write its own: name the proxies in front of this service`,
    ];
  });
}

/** The share of an address family that ranges cover together. Two ranges are apart, or one holds the other. */
function sharedBy(ranges: readonly AddressRange[]): number {
  const outer = ranges.filter(
    (range, at) =>
      !ranges.some(
        (other, index) => index !== at && holds(other, range) && (other.bits < range.bits || index < at),
      ),
  );
  return outer.reduce((share, { bits }) => share + 2 ** -bits, 0);
}

function holds(outer: AddressRange, inner: AddressRange): boolean {
  if (outer.bits > inner.bits) return false;
  const whole = Math.floor(outer.bits / 8);
  for (let at = 0; at < whole; at += 1) if (outer.bytes[at] !== inner.bytes[at]) return false;
  const rest = outer.bits % 8;
  if (rest === 0) return true;
  const mask = (0xff00 >> rest) & 0xff;
  return ((outer.bytes[whole] ?? 0) & mask) === ((inner.bytes[whole] ?? 0) & mask);
}
