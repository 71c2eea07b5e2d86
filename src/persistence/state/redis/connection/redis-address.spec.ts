import { describe, expect, it } from '@jest/globals';
import { redisAddress } from './redis-address.js';

describe('the address of Redis', () => {
  it.each([
    ['redis://localhost', { kind: 'single', nodes: [{ host: 'localhost', port: 6379 }], db: 0, tls: false }],
    [
      'rediss://r.example:6390/3',
      { kind: 'single', nodes: [{ host: 'r.example', port: 6390 }], db: 3, tls: true },
    ],
    ['redis://[2001:db8::1]:7000', { kind: 'single', nodes: [{ host: '2001:db8::1', port: 7000 }] }],
    [
      'redis+sentinel://a,b:26380/main',
      { kind: 'sentinel', name: 'main', db: 0, nodes: [{ port: 26379 }, { port: 26380 }], tls: false },
    ],
    ['rediss+sentinel://a/main/2', { kind: 'sentinel', name: 'main', db: 2, tls: true }],
    [
      'redis+cluster://a:7001,b:7002,c',
      { kind: 'cluster', nodes: [{ port: 7001 }, { port: 7002 }, { port: 6379 }] },
    ],
    ['rediss+cluster://a', { kind: 'cluster', tls: true }],
  ])('reads %s', (url, address) => {
    expect(redisAddress(url)).toMatchObject(address);
  });

  it.each([
    ['redis://h', {}],
    ['redis://:word@h', { password: 'word' }],
    ['redis://user:p%40ss%3A@h', { username: 'user', password: 'p@ss:' }],
    ['redis+cluster://user:a/b@h,i', { username: 'user', password: 'a/b' }],
  ])('takes user and password from %s', (url, credentials) => {
    expect(redisAddress(url)?.credentials).toEqual(credentials);
  });

  it.each([
    [''],
    ['localhost:6379'],
    ['http://h'],
    ['redis://'],
    ['redis://a,b'],
    ['redis://h/name'],
    ['redis://h/1/2'],
    ['redis://h:0'],
    ['redis://h:65536'],
    ['redis://user@h'],
    ['redis://user:%zz@h'],
    ['redis+sentinel://h'],
    ['redis+sentinel://h/%zz'],
    ['redis+sentinel://h/main/x'],
    ['redis+cluster://h/1'],
    ['redis+cluster://a,,b'],
    ['redis+other://h'],
  ])('does not understand %s', (url) => {
    expect(redisAddress(url)).toBeNull();
  });
});
