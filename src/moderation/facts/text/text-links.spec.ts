import { describe, expect, it } from '@jest/globals';
import { readFact } from '../../../../test/support/moderation/read-fact.js';
import { textLinks, textLinkCounts } from './text-links.js';

const facts = [...textLinks, ...textLinkCounts];
const of = (name: string) => facts.find((fact) => fact.name === name);

describe('links in a text', () => {
  it('are listed and counted, in remark and tag', () => {
    expect(
      readFact(of('remarkLinks'), { response: { remark: 'bit.ly/abc or https://example.com' } }),
    ).toEqual(['bit.ly/abc', 'https://example.com']);
    expect(
      readFact(of('remarkLinkCount'), { response: { remark: 'bit.ly/abc or https://example.com' } }),
    ).toEqual(2);
    expect(readFact(of('tagNameLinkCount'), { response: { tagName: 'friends' } })).toEqual(0);
  });

  it('are null without the text', () => {
    expect(readFact(of('tagNameLinks'), { response: { tagName: null } })).toEqual(null);
    expect(readFact(of('tagNameLinkCount'), { response: { tagName: null } })).toEqual(null);
  });
});
