import { describe, expect, it } from '@jest/globals';
import { compose, COMPOSED_UNITS } from './compose.js';

describe('composing', () => {
  it('makes compatible characters one', () => {
    expect(compose('ｃａｓｉｎｏ ﬁx')).toBe('casino fix');
  });

  it('is bounded however much a text expands', () => {
    expect(compose('\ufdfa'.repeat(100_000)).length).toBeLessThanOrEqual(COMPOSED_UNITS);
  });
});
