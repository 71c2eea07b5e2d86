import { describe, expect, it } from '@jest/globals';
import { clip, tooLong } from './clip.js';

describe('clipping a text', () => {
  it('keeps a text of 128 units whole, and calls one of 129 too long', () => {
    expect(clip('a'.repeat(128))).toHaveLength(128);
    expect(tooLong('a'.repeat(128))).toBe(false);
    expect(clip('a'.repeat(129))).toHaveLength(128);
    expect(tooLong('a'.repeat(129))).toBe(true);
  });

  it('does not cut an emoji in half', () => {
    expect(clip(`${'a'.repeat(127)}😀`)).toBe('a'.repeat(127));
    expect(clip(`${'a'.repeat(126)}😀b`)).toBe(`${'a'.repeat(126)}😀`);
  });

  it('leaves lone surrogates as they are', () => {
    expect(clip(`${'a'.repeat(127)}\ud83dz`)).toBe(`${'a'.repeat(127)}\ud83d`);
  });
});
