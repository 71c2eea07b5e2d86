import { describe, expect, it } from '@jest/globals';
import type { Truth } from '../model/reading.js';
import { combineTruths, negateTruth } from './kleene.js';

const truths: readonly Truth[] = ['no', 'unknown', 'yes'];
const of = (deciding: 'yes' | 'no', ...parts: Truth[]) => combineTruths(deciding, parts, (part) => part);

describe("Kleene's logic", () => {
  it('has the lesser of two for "all", and the greater for "any"', () => {
    for (const a of truths) {
      for (const b of truths) {
        const [low, high] = [a, b].sort((x, y) => truths.indexOf(x) - truths.indexOf(y));
        expect([of('no', a, b), of('yes', a, b)]).toEqual([low, high]);
      }
    }
  });

  it('has an empty "all" match, and an empty "any" not', () => {
    expect([of('no'), of('yes')]).toEqual(['yes', 'no']);
  });

  it('negates what is known', () => {
    expect(truths.map(negateTruth)).toEqual(['yes', 'unknown', 'no']);
  });

  it('asks no part behind the one that decides', () => {
    const asked: Truth[] = [];
    combineTruths('no', truths, (part) => {
      asked.push(part);
      return part;
    });
    expect(asked).toEqual(['no']);
  });
});
