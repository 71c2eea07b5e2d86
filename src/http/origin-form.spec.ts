import { describe, expect, it } from '@jest/globals';
import { originFormOf } from './origin-form.js';

describe('the target of a request', () => {
  it.each([
    ['/callback?x=1', '/callback?x=1'],
    ['http://example.com/callback?x=1', '/callback?x=1'],
    ['HTTPS://user@example.com:8443/callback', '/callback'],
    ['http://[::1]:8080/', '/'],
    ['http://example.com', '/'],
    ['http://example.com?x=http://other/', '/?x=http://other/'],
    ['//example.com/callback', '//example.com/callback'],
    ['ftp://example.com/callback', 'ftp://example.com/callback'],
    ['*', '*'],
    ['', ''],
  ])('%s has the origin form %s', (target, origin) => expect(originFormOf(target)).toBe(origin));
});
