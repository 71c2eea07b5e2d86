import { describe, expect, it } from '@jest/globals';
import { waysIn } from './links.js';

function linksIn(text: string): string[] {
  return waysIn(text).links.map(({ start, end }) => text.slice(start, end));
}

describe('links in a text', () => {
  it.each([
    ['see https://example.com/x?y=1#z', ['https://example.com/x?y=1#z']],
    ['example.com/x', ['example.com/x']],
    ['bit.ly/abc', ['bit.ly/abc']],
    ['go to WWW.EXAMPLE.ORG now', ['WWW.EXAMPLE.ORG']],
    ['a.cn b.xyz', ['a.cn', 'b.xyz']],
    ['加我 例子.中国', ['例子.中国']],
    ['203.0.113.7/login', ['203.0.113.7/login']],
    ['http://localhost:8080/a', ['http://localhost:8080/a']],
    ['http://[2001:db8::1]/a', ['http://[2001:db8::1]/a']],
    ['https://user@example.com/x', ['https://user@example.com/x']],
  ])('%j holds %j', (text, links) => {
    expect(linksIn(text)).toEqual(links);
  });

  it.each([
    'Mr.Kim',
    'no link here',
    'e.g. this',
    'v1.2',
    '3.50',
    'wait...what',
    'a@example.com',
    'me: first.name@example.com',
  ])('%j holds none', (text) => {
    expect(linksIn(text)).toEqual([]);
  });
});
