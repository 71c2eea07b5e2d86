import { describe, expect, it } from '@jest/globals';
import { readFact } from '../../../../test/support/moderation/read-fact.js';
import { textScripts } from './text-scripts.js';

const of = (name: string) => textScripts.find((fact) => fact.name === name);

describe('scripts used in a text', () => {
  it('are named in alphabetical order', () => {
    expect(readFact(of('remarkScripts'), { response: { remark: '카톡 kakao 123' } })).toEqual([
      'Hangul',
      'Latin',
    ]);
  });

  it('are none for digits and emoji', () => {
    expect(readFact(of('tagNameScripts'), { response: { tagName: '123 😀' } })).toEqual([]);
  });

  it('are null without the text', () => {
    expect(readFact(of('remarkScripts'), { response: { remark: null } })).toEqual(null);
  });
});
