import { Socket } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { clientAddressReader } from './client-address.js';

function addressOf(
  peer: string,
  forwarded: string | undefined,
  trusted = ['127.0.0.0/8', '10.0.0.0/8', '2001:db8:1::/48'],
) {
  const socket = new Socket();
  Object.defineProperty(socket, 'remoteAddress', { value: peer });
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  return clientAddressReader(trusted)({ socket, headers });
}

describe("the client's address", () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['203.0.113.7:51234', '203.0.113.7'],
    ['[2001:db8::7]:51234', '2001:db8::7'],
    ['[2001:db8::7]', '2001:db8::7'],
    ['2001:db8::7', '2001:db8::7'],
    ['"[2001:db8::7]:51234"', '2001:db8::7'],
    ['::ffff:203.0.113.7', '::ffff:203.0.113.7'],
    [' 203.0.113.7:1 ', '203.0.113.7'],
    ['198.51.100.1, 203.0.113.7:443, 10.1.2.3:8443', '203.0.113.7'],
    ['203.0.113.7, [2001:db8:1::5]:80', '203.0.113.7'],
    ['203.0.113.7, 198.51.100.1', '198.51.100.1'],
    ['10.0.0.1, 10.0.0.2', '10.0.0.1'],
    ['unknown', 'unknown'],
    ['203.0.113.7, unknown', 'unknown'],
    ['203.0.113.7,', ''],
  ])('forwarded as %j is %s', (forwarded, address) =>
    expect(addressOf('127.0.0.1', forwarded)).toBe(address),
  );

  it("is the peer's without a trusted proxy, or without the header", () => {
    expect(addressOf('127.0.0.1', '203.0.113.7', [])).toBe('127.0.0.1');
    expect(addressOf('198.51.100.1', '203.0.113.7')).toBe('198.51.100.1');
    expect(addressOf('127.0.0.1', undefined)).toBe('127.0.0.1');
    expect(addressOf('127.0.0.1', '')).toBe('127.0.0.1');
  });
});
