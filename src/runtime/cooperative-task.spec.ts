import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { runSync, sortYielding } from './cooperative-task.js';

describe('work that pauses', () => {
  it('sorts texts by their units', () => {
    const texts = Array.from({ length: 9_001 }, (_, at) => `${(at * 7_919) % 9_001}\ud83d${at % 3}`);
    expect(runSync(sortYielding(texts))).toEqual(texts.toSorted((a, b) => (a < b ? -1 : 1)));
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: 'binary' })), (few) => {
        expect(runSync(sortYielding(few))).toEqual(few.toSorted((a, b) => (a < b ? -1 : 1)));
      }),
    );
  });
});
