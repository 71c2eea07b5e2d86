import ipaddr from 'ipaddr.js';

/** A range of addresses: all that begin with the first `bits` bits. A single address has 32 or 128. */
export interface AddressRange {
  /** Network byte order: four of IPv4, sixteen of IPv6. IPv4 mapped into IPv6 is IPv4. */
  readonly bytes: readonly number[];
  readonly bits: number;
}

const DOT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;

/** A cache of one: all lists look up the same address. */
let last: { readonly text: string; readonly bytes: readonly number[] | null } = { text: '', bytes: null };

/** The bytes of an address; `null` for what is none. IPv4 stands in its four-part form only; a zone is dropped. */
export function addressBytes(text: string): readonly number[] | null {
  if (text !== last.text) last = { text, bytes: bytesIn(text) };
  return last.bytes;
}

function bytesIn(text: string): readonly number[] | null {
  if (!text.includes(':')) return ipv4Bytes(text);
  if (!ipaddr.IPv6.isValid(text)) return null;
  const address = ipaddr.IPv6.parse(text);
  return (address.isIPv4MappedAddress() ? address.toIPv4Address() : address).toByteArray();
}

/** An address in four decimal parts without leading zeros. */
function ipv4Bytes(text: string): readonly number[] | null {
  const bytes = [0, 0, 0, 0];
  let part = 0;
  let digits = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === DOT) {
      if (digits === 0 || part === 3) return null;
      part += 1;
      digits = 0;
      continue;
    }
    const byte = (bytes[part] ?? 0) * 10 + unit - ZERO;
    const hasLeadingZero = digits === 1 && bytes[part] === 0;
    if (unit < ZERO || unit > NINE || hasLeadingZero || byte > 255) return null;
    bytes[part] = byte;
    digits += 1;
  }
  return part === 3 && digits > 0 ? bytes : null;
}

/** Reads `192.0.2.7`, `192.0.2.0/24` and the same in IPv6; `null` for what is neither. */
export function parseRange(text: string): AddressRange | null {
  const [, address = '', length] = /^([^/]+)(?:\/([0-9]{1,3}))?$/u.exec(text) ?? [];
  const bytes = bytesIn(address);
  if (bytes === null) return null;
  const most = bytes.length * 8;
  if (length === undefined) return { bytes, bits: most };
  // A mapped network counts its bits from the IPv6 side: ::ffff:192.0.2.0/120 is 192.0.2.0/24.
  const bits = Number(length) - (address.includes(':') && most === 32 ? 96 : 0);
  return bits >= 0 && bits <= most ? { bytes, bits } : null;
}

/** Whether an address is in a range. An IPv4 address is in no range of IPv6. */
export function rangeContains({ bytes: base, bits }: AddressRange, bytes: readonly number[]): boolean {
  if (base.length !== bytes.length) return false;
  const whole = bits >> 3;
  for (let at = 0; at < whole; at += 1) if (base[at] !== bytes[at]) return false;
  const rest = bits & 7;
  if (rest === 0) return true;
  return (((base[whole] ?? 0) ^ (bytes[whole] ?? 0)) & (0xff00 >> rest) & 0xff) === 0;
}

/** The range's first address: its bytes without what comes after its bits. */
export function networkOf({ bytes, bits }: AddressRange): readonly number[] {
  return bytes.map((byte, at) => byte & (0xff00 >> Math.min(8, Math.max(0, bits - at * 8))) & 0xff);
}

/** How a range is written shortest. */
export function writeRange(range: AddressRange): string {
  const network = ipaddr.fromByteArray([...networkOf(range)]).toString();
  return range.bits === range.bytes.length * 8 ? network : `${network}/${String(range.bits)}`;
}
