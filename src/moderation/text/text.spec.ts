import { describe, expect, it } from '@jest/globals';
import { textOf } from './text.js';

describe('a text', () => {
  it('counts code points, not units', () => {
    expect(textOf('a😀').length).toBe(2);
    expect(textOf('').length).toBe(0);
  });

  it('shows links and contacts with full-width letters made plain, but keeps their case', () => {
    expect(textOf('ｅｘａｍｐｌｅ．ｃｏｍ/Abc').links).toEqual(['example.com/Abc']);
    expect(textOf('电话：１３８００１３８０００').contacts).toEqual(['13800138000']);
  });

  it('sees nothing beyond the first 128 units', () => {
    expect(textOf(`${' '.repeat(128)}example.com`).links).toEqual([]);
  });

  it('answers for odd texts: lone surrogates, NUL, right-to-left marks', () => {
    for (const odd of ['\ud83d', '\udc00\ud83d', '\0', '\u202eabc', '\u200f', '__proto__']) {
      const text = textOf(odd);
      expect([text.normalizedTexts, text.links, text.contacts, text.scripts]).toHaveLength(4);
    }
  });
});
