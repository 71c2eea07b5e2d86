import { describe, expect, it } from '@jest/globals';
import { configWarnings } from './config-warnings.js';

const aboutProxies = (...trustedProxies: string[]) => configWarnings({ tokens: new Map(), trustedProxies });
const aboutToken = (...tokens: string[]) =>
  configWarnings({ tokens: new Map([['CALLBACK_TOKEN', tokens]]), trustedProxies: [] });

describe('warnings about trusted proxies', () => {
  it.each([
    [['0.0.0.0/1', '128.0.0.0/1'], 100, 'IPv4'],
    [['0.0.0.0/2', '64.0.0.0/2', '128.0.0.0/2', '192.0.0.0/2', '10.0.0.0/8'], 100, 'IPv4'],
    [['::ffff:0:0/96'], 100, 'IPv4'],
    [['128.0.0.0/1', '200.0.0.0/8', '128.0.0.0/1'], 50, 'IPv4'],
    [['::/1', '8000::/1'], 100, 'IPv6'],
    [['2000::/3'], 12, 'IPv6'],
  ])('say of %j that it believes %d %% of %s', (ranges, percent, family) => {
    expect(aboutProxies(...ranges)).toEqual([
      expect.stringContaining(`from ${percent} % of all ${family} addresses`),
    ]);
  });

  it('have nothing to say of proxies', () => {
    const usual = ['127.0.0.0/8', '::1/128', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'];
    expect(aboutProxies(...usual, '203.0.113.7', '52.0.0.0/8', '3.0.0.0/8')).toEqual([]);
    expect(aboutProxies(...Array.from({ length: 100 }, () => '10.0.0.0/8'))).toEqual([]);
  });
});

describe('warnings about tokens', () => {
  it.each([['"quoted"'], ["'quoted'"], ['fine', '"second"'], ['"open'], ['close"']])(
    'say that quotes are part of it: %j',
    (...tokens) => {
      const [warning = ''] = aboutToken(...tokens);
      expect(warning).toMatch(/^CALLBACK_TOKEN holds quotes/);
      expect(warning).not.toMatch(/quoted|second|open|close/);
    },
  );

  it.each(['plain', 'in"side', "it's"])('have nothing to say of %j', (token) =>
    expect(aboutToken(token)).toEqual([]),
  );
});
