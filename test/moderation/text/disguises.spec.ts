import { describe, expect, it } from '@jest/globals';
import { disguises } from '../../support/disguises/catalogue.js';
import { doublyDisguised, singlyDisguised, type DisguisedRemark } from '../../support/disguises/corpus.js';
import { looseList } from '../../support/disguises/loose-list.js';
import { described, rate, recallOf, type Recall } from '../../support/disguises/recall.js';
import { terms } from '../../support/disguises/terms.js';

const single = singlyDisguised();
const double = doublyDisguised();
const list = looseList(terms.map(({ text }) => text));
const finds = ({ text, term }: DisguisedRemark) => list.termsIn(text, 0).includes(term.text);

type Named = readonly [name: string, recall: Recall];

function recallsByDisguise(remarks: readonly DisguisedRemark[]): readonly Named[] {
  return disguises.map(({ name }) => [
    name,
    recallOf(
      remarks.filter(({ by }) => by.includes(name)),
      finds,
    ),
  ]);
}

/** Recalls that fall short, worst first, as a message. */
function tooLow(recalls: readonly Named[], least: number): string {
  return recalls
    .filter(([, recall]) => rate(recall) < least)
    .toSorted(([, one], [, other]) => rate(one) - rate(other))
    .map(([name, recall]) => described(name, recall))
    .join('\n');
}

describe('the corpus of disguised remarks', () => {
  it('shows every disguise alone and in pairs', () => {
    for (const { name } of disguises) {
      const alone = single.filter(({ by }) => by.includes(name)).length;
      const paired = double.filter(({ by }) => by.includes(name)).length;
      expect({ name, alone: alone >= 20, paired: paired >= 20 }).toEqual({ name, alone: true, paired: true });
    }
  });

  it('holds what the platform lets through, and nothing in plain sight', () => {
    const tooLong = [...single, ...double].filter(({ text }) => Buffer.byteLength(text) > 96);
    expect(tooLong).toEqual([]);
    // A last letter that is drawn out leaves the word before it whole.
    const others = [...single, ...double].filter(({ by }) => !by.includes('letters repeated'));
    expect(others.filter(({ text, term }) => text.includes(term.text))).toEqual([]);
  });

  it('is the same in every run', () => {
    expect(singlyDisguised().slice(0, 500)).toEqual(single.slice(0, 500));
  });
});

describe('a list in loose form', () => {
  it('finds its terms where nothing disguises them', () => {
    const missed = terms.filter(({ text }) => !list.termsIn(text, 0).includes(text));
    expect(missed).toEqual([]);
  });

  it('finds 98 of 100 disguised terms', () => {
    const recall = recallOf([...single, ...double], finds);
    expect(tooLow([['all', recall]], 0.98)).toBe('');
  });

  it('finds 90 of 100 in each disguise', () => {
    expect(tooLow(recallsByDisguise(single), 0.9)).toBe('');
  });

  it('finds 90 of 100 in each disguise that another is put upon', () => {
    expect(tooLow(recallsByDisguise(double), 0.9)).toBe('');
  });
});
