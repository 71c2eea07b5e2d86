import { describe, expect, it } from '@jest/globals';
import { AddressRanges } from '../../runtime/address-ranges.js';
import { CallbackAuthenticator, type CallbackRequest, type AccessPolicy } from './callback-authenticator.js';
import { signatureOf } from './signature.js';
import { commands } from '../wire.js';

const NOW = Date.UTC(2026, 10, 22, 12);
const time = String(NOW / 1_000);
const locks: AccessPolicy = {
  paths: new Set(['/']),
  allowedAddresses: AddressRanges.of(['203.0.113.0/24']).ranges,
  apps: new Map([['14', ['token']]]),
};
const right = { CallbackCommand: commands.friendResponse, SdkAppid: '14' };
const signed = { ...right, RequestTime: time, Sign: signatureOf('token', time) };

const admit = (query: Readonly<Record<string, string>> | string, more: Partial<CallbackRequest> = {}) =>
  new CallbackAuthenticator(locks).authenticate(
    {
      method: 'POST',
      url: `/?${new URLSearchParams(query).toString()}`,
      address: '203.0.113.7',
      body: Buffer.from('{}'),
      startedAt: 0,
      ...more,
    },
    NOW,
  );
const reasonOf = (...[query, more]: Parameters<typeof admit>) => {
  const entry = admit(query, more);
  return entry.kind === 'refused' ? [entry.status, entry.reason] : entry.kind;
};

describe('the doorkeeper', () => {
  it('lets a signed packet of an app of ours in', () => {
    expect(admit(signed)).toMatchObject({ kind: 'packet', appId: '14', fields: {} });
  });

  it('looks at the address first, then for repeated parameters, then for a probe', () => {
    const elsewhere = { address: '198.51.100.1' };
    expect(reasonOf('x=1&X=2', elsewhere)).toEqual([403, 'address']);
    expect(reasonOf('', elsewhere)).toEqual([403, 'address']);
    expect(reasonOf('x=1&X=2', { body: Buffer.alloc(0) })).toEqual([400, 'repeated-parameter']);
    expect(reasonOf('', { body: Buffer.alloc(0) })).toBe('probe');
  });

  it('looks at the app before the signature, and at the signature before the body', () => {
    const wrong = { ...signed, Sign: '0' };
    expect(reasonOf({ ...wrong, SdkAppid: '15' }, { body: 'too-large' })).toEqual([403, 'app']);
    for (const body of ['too-large', Buffer.from('{'), Buffer.from('{"CallbackCommand":"x"}')] as const) {
      expect(reasonOf(wrong, { body })).toEqual([403, 'wrong-signature']);
    }
    expect(reasonOf(signed, { body: 'too-large' })).toEqual([413, 'too-large']);
    expect(reasonOf(signed, { body: Buffer.from('{') })).toEqual([400, 'not-json']);
    expect(reasonOf(signed, { body: Buffer.from('{"CallbackCommand":"x"}') })).toEqual([
      400,
      'command-mismatch',
    ]);
  });

  it('asks the same of a command that stands in the body alone', () => {
    const body = Buffer.from(JSON.stringify({ CallbackCommand: commands.friendResponse }));
    const { CallbackCommand: _, ...rest } = signed;
    expect(reasonOf({ SdkAppid: '14' }, { body })).toEqual([403, 'unsigned']);
    expect(reasonOf('', { body })).toEqual([403, 'app']);
    expect(reasonOf(rest, { body })).toBe('packet');
  });

  it('asks the same of a command that is not handled', () => {
    expect(reasonOf({ ...right, CallbackCommand: 'Other' })).toEqual([403, 'unsigned']);
    expect(reasonOf({ ...signed, CallbackCommand: 'Other' }, { body: Buffer.from('{') })).toBe('other');
  });

  it('takes no path that only looks like the right one', () => {
    for (const path of ['//', '/.', '/%2F', '/;', '/callback', 'http://other/']) {
      expect(reasonOf(signed, { url: path })).toEqual([404, 'path']);
    }
  });

  it.each([' 14', '14 ', '014', '14,14', '1.4e1', '__proto__'])('knows no app %j', (SdkAppid) => {
    expect(reasonOf({ ...signed, SdkAppid })).toEqual([403, 'app']);
  });

  it('survives names and escapes that mean something elsewhere', () => {
    const query = new URLSearchParams(signed).toString();
    const url = `/?${query}&__proto__=1&constructor=&x=%zz&y=%E0%A4%A`;
    expect(admit('', { url })).toMatchObject({ kind: 'packet', query: { rest: { constructor: '' } } });
    expect(reasonOf('', { url: `/?${query}&__proto__=1&__PROTO__=2` })).toEqual([400, 'repeated-parameter']);
  });
});
