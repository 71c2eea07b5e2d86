import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { atOnce, inSlices, sortedTexts, type Sliced } from './slices.js';

function* counting(to: number): Sliced<number> {
  for (let at = 0; at < to; at += 1) {
    const until = performance.now() + 1;
    while (performance.now() < until);
    yield;
  }
  return to;
}

describe('work in slices', () => {
  it('lets others run in between, and comes to the same', async () => {
    let breaths = 0;
    const breathe = async () => {
      breaths += 1;
    };
    expect(await inSlices(counting(20), breathe)).toBe(20);
    expect(breaths).toBeGreaterThan(2);
    expect(atOnce(counting(3))).toBe(3);
  });

  it('fails as it does in one go', async () => {
    function* failing(): Sliced<void> {
      yield;
      throw new Error('in the middle');
    }
    await expect(inSlices(failing(), async () => {})).rejects.toThrow('in the middle');
    expect(() => atOnce(failing())).toThrow('in the middle');
  });

  it('sorts texts by their units', () => {
    const texts = Array.from({ length: 9_001 }, (_, at) => `${(at * 7_919) % 9_001}\ud83d${at % 3}`);
    expect(atOnce(sortedTexts(texts))).toEqual(texts.toSorted((a, b) => (a < b ? -1 : 1)));
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ unit: 'binary' })), (few) => {
        expect(atOnce(sortedTexts(few))).toEqual(few.toSorted((a, b) => (a < b ? -1 : 1)));
      }),
    );
  });
});
