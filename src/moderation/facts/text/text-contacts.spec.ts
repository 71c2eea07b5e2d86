import { describe, expect, it } from '@jest/globals';
import { readFact } from '../../../../test/support/moderation/read-fact.js';
import { textContacts, textContactCounts } from './text-contacts.js';

const facts = [...textContacts, ...textContactCounts];
const of = (name: string) => facts.find((fact) => fact.name === name);

describe('contacts in a text', () => {
  it('are listed and counted, in remark and tag', () => {
    expect(readFact(of('remarkContacts'), { response: { remark: '微信: abc_123, a@example.com' } })).toEqual([
      '微信: abc_123',
      'a@example.com',
    ]);
    expect(readFact(of('remarkContactCount'), { response: { remark: '13800138000' } })).toEqual(1);
    expect(readFact(of('tagNameContactCount'), { response: { tagName: 'friends' } })).toEqual(0);
  });

  it('are null without the text', () => {
    expect(readFact(of('remarkContacts'), { response: { remark: null } })).toEqual(null);
  });
});
