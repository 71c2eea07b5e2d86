import { describe, expect, it } from '@jest/globals';
import { readFact } from '../../../../test/support/moderation/read-fact.js';
import { textsTooLong } from './text-too-long.js';

const of = (name: string) => textsTooLong.find((fact) => fact.name === name);

describe('whether a text is too long', () => {
  it('begins with 129 units', () => {
    expect(readFact(of('remarkTooLong'), { response: { remark: 'a'.repeat(129) } })).toEqual(true);
    expect(readFact(of('tagNameTooLong'), { response: { tagName: 'a'.repeat(128) } })).toEqual(false);
  });

  it('is null without the text', () => {
    expect(readFact(of('remarkTooLong'), { response: { remark: null } })).toEqual(null);
  });
});
