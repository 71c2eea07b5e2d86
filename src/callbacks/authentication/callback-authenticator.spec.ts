import { describe, expect, it } from '@jest/globals';
import { AddressRanges } from '../../runtime/address-ranges.js';
import { parsePacketBody } from '../packet/packet-body.js';
import { commands } from '../wire.js';
import { CallbackAuthenticator, type AccessPolicy, type RequestHead } from './callback-authenticator.js';
import { CallbackPaths } from './callback-paths.js';
import { signatureOf } from './signature.js';

const NOW = Date.UTC(2026, 10, 22, 12);
const time = String(NOW / 1_000);
const SECRET = '/0123456789abcdef';
const policy: AccessPolicy = {
  paths: new CallbackPaths(SECRET),
  allowedAddresses: AddressRanges.of(['203.0.113.0/24']).ranges,
  apps: new Map([
    ['14', ['token']],
    ['16', []],
  ]),
};
const right = { CallbackCommand: commands.friendResponse, SdkAppid: '14' };
const signed = { ...right, RequestTime: time, Sign: signatureOf('token', time) };
const authenticator = new CallbackAuthenticator(policy);

const checkHead = (query: Readonly<Record<string, string>> | string, more: Partial<RequestHead> = {}) =>
  authenticator.checkHead(
    {
      method: 'POST',
      url: `${SECRET}?${new URLSearchParams(query).toString()}`,
      address: '203.0.113.7',
      ...more,
    },
    NOW,
  );

/** Checks the head and, where it is admitted, the body. */
const authenticate = (
  query: Readonly<Record<string, string>> | string,
  body = '{}',
  more: Partial<RequestHead> = {},
) => {
  const head = checkHead(query, more);
  return head.kind === 'refused' ? head : authenticator.checkBody(head, parsePacketBody(Buffer.from(body)));
};
const reasonOf = (...request: Parameters<typeof authenticate>) => {
  const result = authenticate(...request);
  return result.kind === 'refused' ? [result.status, result.reason] : result.kind;
};

describe('the callback authenticator', () => {
  it('lets a signed packet of an app of ours in', () => {
    expect(authenticate(signed)).toMatchObject({ kind: 'packet', appId: '14', fields: {} });
  });

  it('looks at the address first, then for parameters with two values, then for a probe', () => {
    const elsewhere = { address: '198.51.100.1' };
    expect(reasonOf('x=1&X=2', '', elsewhere)).toEqual([403, 'address']);
    expect(reasonOf('', '', elsewhere)).toEqual([403, 'address']);
    expect(reasonOf('x=1&X=2', '')).toEqual([400, 'repeated-parameter']);
    expect(reasonOf('x=1&X=1', '')).toBe('probe');
    expect(reasonOf('', '')).toBe('probe');
  });

  it('refuses by the head alone where the URL has a command: the app before the signature', () => {
    const wrong = { ...signed, Sign: '0' };
    expect(checkHead({ ...wrong, SdkAppid: '15' })).toMatchObject({ status: 403, reason: 'app' });
    expect(checkHead(wrong)).toMatchObject({ status: 403, reason: 'wrong-signature' });
    expect(checkHead(right)).toMatchObject({ status: 403, reason: 'unsigned' });
    expect(checkHead({ ...right, CallbackCommand: 'Other' })).toMatchObject({ reason: 'unsigned' });
  });

  it('says whose body may be read', () => {
    expect(checkHead(signed)).toMatchObject({ sender: { kind: 'known', appId: '14', token: 0 } });
    expect(checkHead({ SdkAppid: '16' })).toMatchObject({ sender: { kind: 'known', token: null } });
    expect(checkHead({ SdkAppid: '14' })).toMatchObject({ sender: { kind: 'unknown', reason: 'unsigned' } });
    expect(checkHead('')).toMatchObject({ sender: { kind: 'unknown', reason: 'app' } });
  });

  it('looks at the body last', () => {
    expect(reasonOf(signed, '{')).toEqual([400, 'not-json']);
    expect(reasonOf(signed, '')).toEqual([400, 'not-json']);
    expect(reasonOf(signed, '{"CallbackCommand":"x"}')).toEqual([400, 'command-mismatch']);
  });

  it('asks the same of a command that stands in the body alone', () => {
    const body = JSON.stringify({ CallbackCommand: commands.friendResponse });
    const { CallbackCommand: _, ...rest } = signed;
    expect(reasonOf({ SdkAppid: '14' }, body)).toEqual([403, 'unsigned']);
    expect(reasonOf('', body)).toEqual([403, 'app']);
    expect(reasonOf(rest, body)).toBe('packet');
  });

  it('passes a command on that is not handled', () => {
    const request = { ...signed, CallbackCommand: 'Other' };
    expect(authenticate(request, '{"a":1}')).toEqual({ kind: 'other', command: 'Other', fields: { a: 1 } });
    expect(authenticate(request, '{')).toEqual({ kind: 'other', command: 'Other', fields: {} });
  });

  it('takes the path with a slash behind it, and no other that only looks like it', () => {
    expect(reasonOf(signed, '{}', { url: `${SECRET}/?${new URLSearchParams(signed).toString()}` })).toBe(
      'packet',
    );
    for (const path of ['/', '/callback', `/${SECRET}`, `${SECRET}/.`, `${SECRET}//`, SECRET.toUpperCase()]) {
      expect(reasonOf(signed, '{}', { url: path })).toEqual([404, 'path']);
    }
  });

  it.each([' 14', '14 ', '014', '14,14', '1.4e1', '__proto__'])('knows no app %j', (SdkAppid) => {
    expect(reasonOf({ ...signed, SdkAppid })).toEqual([403, 'app']);
  });

  it('survives names and escapes that mean something elsewhere', () => {
    const query = new URLSearchParams(signed).toString();
    const url = `${SECRET}?${query}&__proto__=1&constructor=&x=%zz&y=%E0%A4%A`;
    expect(authenticate('', '{}', { url })).toMatchObject({
      kind: 'packet',
      query: { rest: { constructor: '' } },
    });
    const twice = `${SECRET}?${query}&__proto__=1&__PROTO__=2`;
    expect(reasonOf('', '{}', { url: twice })).toEqual([400, 'repeated-parameter']);
  });
});

describe('a path that is nearly right', () => {
  const at = (path: string, secret: string | null, method = 'POST') =>
    new CallbackAuthenticator({
      ...policy,
      allowedAddresses: null,
      paths: new CallbackPaths(secret),
    }).checkHead({ method, url: `${path}?x=1`, address: '' }, NOW);

  it.each(['//callback', '/Callback', '/callback//', '/%63allback', '//', '/CALLBACK/'])(
    'is told which is right: %s',
    (path) => {
      expect(at(path, null)).toMatchObject({
        status: 404,
        isNearMiss: true,
        body: expect.stringContaining('callbacks are taken at /callback'),
      });
    },
  );

  it('is not told a secret', () => {
    const refusal = at(`${SECRET.toUpperCase()}//`, SECRET);
    expect(refusal).toMatchObject({ status: 404, isNearMiss: true });
    expect(refusal).toEqual({ ...at('/elsewhere', SECRET), isNearMiss: true });
  });

  it('is one that is posted to', () => {
    expect(at('//callback', null, 'GET')).not.toHaveProperty('isNearMiss');
    expect(at('/elsewhere', null)).not.toHaveProperty('isNearMiss');
  });
});
