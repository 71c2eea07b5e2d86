import { describe, expect, it } from '@jest/globals';
import { AddressRanges } from './address-ranges.js';

const has = (range: string, address: string): boolean => AddressRanges.of([range]).ranges.has(address);

describe('address ranges', () => {
  it.each([
    ['10.0.0.0/8', '10.200.3.4'],
    ['10.0.0.0/8', '::ffff:10.200.3.4'],
    ['::ffff:10.0.0.0/104', '10.200.3.4'],
    ['192.0.2.1', '192.0.2.1'],
    ['2001:db8::/32', '2001:db8:1::5'],
    ['::1', '::1'],
  ])('%s has %s', (range, address) => expect(has(range, address)).toBe(true));

  it.each([
    ['10.0.0.0/8', '11.0.0.1'],
    ['10.0.0.0/8', '2001:db8::1'],
    ['2001:db8::/32', '10.0.0.1'],
    ['10.0.0.0/8', 'unknown'],
    ['10.0.0.0/8', ''],
  ])('%s does not have %s', (range, address) => expect(has(range, address)).toBe(false));

  it('reads a range of settings whose address is short', () => {
    expect(has('10.0.0/8', '10.200.3.4')).toBe(true);
  });

  it('takes a short form of an address for none', () => {
    expect(has('127.0.0.0/8', '127.1')).toBe(false);
  });

  it('names what it cannot read', () => {
    expect(AddressRanges.of(['10.0.0.0/8', '10.0.0', '1.2.3.4/33', 'true']).wrong).toEqual([
      '10.0.0',
      '1.2.3.4/33',
      'true',
    ]);
  });
});
