import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { COMPOSED_UNITS, compose, fold } from './fold.js';

describe('folding', () => {
  it.each([
    ['Casino', 'CASINO'],
    ['ｃａｓｉｎｏ', 'casino'],
    ['Straße', 'STRASSE'],
    ['ΣΊΣΥΦΟΣ', 'σίσυφος'],
    ['ﬁx', 'FIX'],
    ['카지노', '카지노'.normalize('NFD')],
    ['earn \t\n daily', ' Earn Daily '],
  ])('takes %j and %j for the same', (one, other) => {
    expect(fold(one)).toBe(fold(other));
  });

  it('keeps accents and scripts apart: disguises are not its business', () => {
    expect(fold('cásino')).not.toBe(fold('casino'));
    expect(fold('саsino')).not.toBe(fold('casino'));
  });

  it('changes nothing in what it has folded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => fold(fold(text)) === fold(text)),
      { numRuns: 2_000 },
    );
  });

  it('is bounded however much a text expands', () => {
    expect(compose('\ufdfa'.repeat(100_000)).length).toBeLessThanOrEqual(COMPOSED_UNITS);
    expect(fold('\u0390'.repeat(100_000)).length).toBeLessThanOrEqual(3 * COMPOSED_UNITS);
  });
});
