import { BlockList, isIPv4, isIPv6 } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { addressBytes, parseRange, rangeContains, writeRange } from './address-range.js';

const nearlyIpv4 = fc
  .array(fc.constantFrom('0', '1', '25', '255', '256', '01', '', ' 1', 'a'), { minLength: 3, maxLength: 5 })
  .map((parts) => parts.join('.'));

/** Addresses near each other, so that ranges of them meet. */
const near = fc.oneof(
  fc.ipV4(),
  fc.tuple(fc.constantFrom(0, 127, 128, 255), fc.nat(255)).map(([c, d]) => `10.1.${c}.${d}`),
  fc.ipV6().filter((text) => !/[.%]/u.test(text)),
);

describe('an address', () => {
  it("is IPv4 where Node's own check says so", () => {
    fc.assert(
      fc.property(fc.oneof(nearlyIpv4, fc.ipV4(), fc.string()), (text) => {
        fc.pre(!text.includes(':'));
        expect(addressBytes(text) !== null).toBe(isIPv4(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('has its bytes in network order, mapped IPv4 as IPv4', () => {
    expect(addressBytes('192.0.2.7')).toEqual([192, 0, 2, 7]);
    expect(addressBytes('::ffff:192.0.2.7')).toEqual([192, 0, 2, 7]);
    expect(addressBytes('2001:db8::7')).toEqual([0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7]);
  });
});

describe('a range', () => {
  it("has the addresses that Node's BlockList has", () => {
    fc.assert(
      fc.property(near, fc.nat(32), fc.array(near, { maxLength: 8 }), (base, cut, addresses) => {
        const family = isIPv6(base) ? 'ipv6' : 'ipv4';
        const bits = family === 'ipv6' ? 128 - cut : 32 - cut;
        const range = parseRange(`${base}/${String(bits)}`);
        const blocked = new BlockList();
        blocked.addSubnet(base, bits, family);
        for (const address of [base, ...addresses]) {
          const bytes = addressBytes(address);
          const mine = range !== null && bytes !== null && rangeContains(range, bytes);
          expect(mine).toBe(blocked.check(address, isIPv6(address) ? 'ipv6' : 'ipv4'));
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['192.0.2.7/24', '192.0.2.0/24'],
    ['::ffff:192.0.2.0/120', '192.0.2.0/24'],
    ['2001:db8::7/32', '2001:db8::/32'],
    ['0.0.0.0/0', '0.0.0.0/0'],
  ])('%s is written %s', (text, written) => {
    const range = parseRange(text);
    expect(range === null ? null : writeRange(range)).toBe(written);
  });

  it.each([
    '',
    '192.0.2',
    '192.0.2.7/33',
    '192.0.2.7/',
    '/24',
    '2001:db8::/129',
    '::ffff:192.0.2.0/90',
    '01.2.3.4',
  ])('%j is none', (text) => expect(parseRange(text)).toBeNull());
});
