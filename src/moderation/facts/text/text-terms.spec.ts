import { describe, expect, it } from '@jest/globals';
import { aList, readFact } from '../../../../test/support/moderation/read-fact.js';
import { textTerms } from './text-terms.js';

const of = (name: string) => textTerms.find((fact) => fact.name === name);
const lists = [aList('terms', 'bad', 'casino'), aList('terms', 'other', 'bet')];

describe('terms found in a text', () => {
  it('are those of the list that is named', () => {
    expect(
      readFact(of('remarkTerms'), { response: { remark: 'CASINO bet' }, lists }, { list: 'bad' }),
    ).toEqual(['casino']);
    expect(
      readFact(of('tagNameTerms'), { response: { tagName: 'casino bet' }, lists }, { list: 'other' }),
    ).toEqual(['bet']);
  });

  it('are null without the text', () => {
    expect(readFact(of('remarkTerms'), { response: { remark: null }, lists }, { list: 'bad' })).toBeNull();
  });

  it('want a list of terms', () => {
    expect(of('remarkTerms')?.list?.({ list: 'bad' })).toEqual({ name: 'bad', kinds: ['terms'] });
    expect(of('remarkTerms')?.params.safeParse({}).success).toBe(false);
  });
});
