import { describe, expect, it } from '@jest/globals';
import { linksAndMailsIn } from './links.js';

function linksIn(text: string): string[] {
  return linksAndMailsIn(text).links.map(({ shown }) => shown);
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
    ['сайт.com', ['сайт.com']],
    ['a b c t.me/somebody', ['t.me/somebody']],
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

describe('a link in disguise', () => {
  it.each([
    ['example。com', 'example.com'],
    ['example．com', 'example.com'],
    ['example·com', 'example.com'],
    ['ｅｘａｍｐｌｅ。ｃｏｍ', 'example.com'],
    ['www。example。com', 'www.example.com'],
    ['example[.]com', 'example.com'],
    ['example(.)com', 'example.com'],
    ['example{.}com', 'example.com'],
    ['example【.】com', 'example.com'],
    ['example[dot]com', 'example.com'],
    ['example (dot) com', 'example.com'],
    ['example dot com', 'example.com'],
    ['EXAMPLE DOT COM', 'EXAMPLE.COM'],
    ['example-dot-com', 'example.com'],
    ['example 点 com', 'example.com'],
    ['example点com', 'example.com'],
    ['example닷컴', 'example.com'],
    ['example 닷 컴', 'example.com'],
    ['exampleドットコム', 'example.com'],
    ['example точка com', 'example.com'],
    ['example punto com', 'example.com'],
    ['example . com', 'example.com'],
    ['example .com', 'example.com'],
    ['example,com', 'example.com'],
    ['example.c0m', 'example.com'],
    ['www example com', 'www.example.com'],
    ['e x a m p l e dot com', 'example.com'],
    ['exam\u200bple.com', 'example.com'],
    ['exa\u00admple.com', 'example.com'],
    ['e\u2060x\u2060a\u2060m\u2060p\u2060l\u2060e\u2060.com', 'example.com'],
    ['ехаmple.com', 'example.com'],
    ['ехаmple.соm', 'example.com'],
    ['exαmple.com', 'example.com'],
    ['𝗲𝘅𝗮𝗺𝗽𝗹𝗲.com', 'example.com'],
    ['ⓔⓧⓐⓜⓟⓛⓔ.com', 'example.com'],
    ['🅔🅧🅐🅜🅟🅛🅔.com', 'example.com'],
    ['ᴇxᴀᴍᴘʟᴇ.com', 'example.com'],
    ['e̶x̶a̶m̶p̶l̶e̶.com', 'example.com'],
    ['\u202emoc.elpmaxe', 'example.com'],
    ['hxxp://example.com', 'http://example.com'],
    ['hxxps://example[.]com/x', 'https://example.com/x'],
    ['h**p://example.com', 'http://example.com'],
    ['bit ly/abc', 'bit.ly/abc'],
    ['bit。ly/abc', 'bit.ly/abc'],
    ['t me/somebody', 't.me/somebody'],
    ['t[.]me/somebody', 't.me/somebody'],
    ['t.me∕somebody', 't.me/somebody'],
    ['discord gg/abc', 'discord.gg/abc'],
  ])('%j is read as %j, alone and in a sentence', (text, link) => {
    for (const sentence of [text, `see ${text}`, `你好 ${text} 谢谢`, `안녕 ${text} !!`]) {
      expect({ sentence, links: linksIn(sentence) }).toEqual({ sentence, links: [link] });
    }
  });

  const letters = ['example', 'ехаmple', 'exam\u200bple', '𝗲𝘅𝗮𝗺𝗽𝗹𝗲', 'ｅｘａｍｐｌｅ', 'e̶x̶ample'];
  const dots = ['。', '[.]', ' (dot) ', ' dot ', '点', ' . ', '\u200b.\u200b', '닷', '·'];
  const ends = ['com', 'ｃｏｍ', 'c\u200bom', '𝗰𝗼𝗺', 'соm'];

  it.each(letters.flatMap((host) => dots.map((dot) => [host, dot])))('pairs %j with %j', (host, dot) => {
    for (const end of ends) {
      const text = `${host}${dot}${end}`;
      expect({ text, links: linksIn(text) }).toEqual({ text, links: ['example.com'] });
    }
  });

  it('is found where it stands in the text as it was written', () => {
    const text = '你好 ｅｘａｍ\u200bｐｌｅ [dot] com 谢谢';
    const [link] = linksAndMailsIn(text).links;
    expect(text.slice(link?.start, link?.end)).toBe('ｅｘａｍ\u200bｐｌｅ [dot] com');
  });
});
