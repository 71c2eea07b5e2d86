import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { SuffixBloomFilter } from './suffix-bloom-filter.js';

function filterOf(texts: readonly string[]): SuffixBloomFilter {
  const filter = new SuffixBloomFilter(texts.length);
  for (const text of texts) filter.add(text);
  return filter;
}

describe('a filter by the ends of texts', () => {
  it('has every text that was added, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (texts) => {
        const filter = filterOf(texts);
        expect(texts.every((text) => filter.mayHave(text))).toBe(true);
      }),
    );
  });

  it('tells nearly all others apart, also where texts begin alike', () => {
    const filter = filterOf(Array.from({ length: 1_000 }, (_, number) => `user_of_the_app_${number}`));
    const others = Array.from({ length: 10_000 }, (_, number) => `user_of_the_app_${number + 1_000}`);
    expect(others.filter((text) => filter.mayHave(text)).length).toBeLessThan(1_000);
  });

  it('has nothing when nothing was added', () => {
    expect(filterOf([]).mayHave('')).toBe(false);
  });
});
