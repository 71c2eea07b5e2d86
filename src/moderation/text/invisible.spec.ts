import { describe, expect, it } from '@jest/globals';
import { invisibleIn, withInvisible } from './invisible.js';

describe('what cannot be seen in a text', () => {
  it('is named, each sign once', () => {
    expect(invisibleIn('a\u200bb\u200b\u202e\ufe0f\u{e0041}\u0001c')).toEqual([
      'U+200B ZERO WIDTH SPACE',
      'U+202E RIGHT-TO-LEFT OVERRIDE',
      'U+FE0F VARIATION SELECTOR',
      'U+E0041 TAG',
      'U+0001 CONTROL CHARACTER',
    ]);
  });

  it('is shown where it stands', () => {
    expect(withInvisible('ca\u00adsi\u200bno 😀')).toBe('ca‹U+00AD›si‹U+200B›no 😀');
  });

  it('is nothing in an ordinary text', () => {
    expect(invisibleIn('Ann, 안녕 — नमस्ते')).toEqual([]);
  });
});
