import { describe, expect, it } from '@jest/globals';
import { readFact } from '../../../../test/support/moderation/read-fact.js';
import { textLengths } from './text-length.js';

const of = (name: string) => textLengths.find((fact) => fact.name === name);

describe('the length of a text', () => {
  it('counts code points of remark and tag', () => {
    expect(readFact(of('remarkLength'), { response: { remark: 'a😀' } })).toEqual(2);
    expect(readFact(of('tagNameLength'), { response: { tagName: '친구' } })).toEqual(2);
  });

  it('is 0 for an empty remark, and null for none', () => {
    expect(readFact(of('remarkLength'), { response: { remark: '' } })).toEqual(0);
    expect(readFact(of('remarkLength'), { response: { remark: null } })).toEqual(null);
  });

  it('stops counting where text facts stop looking', () => {
    expect(readFact(of('remarkLength'), { response: { remark: 'a'.repeat(800_000) } })).toEqual(128);
  });
});
