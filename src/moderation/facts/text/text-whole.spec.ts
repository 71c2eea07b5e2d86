import { describe, expect, it } from '@jest/globals';
import { readFact } from '../../../../test/support/moderation/read-fact.js';
import { remark, tagName } from './text-whole.js';

describe('the remark and the tag', () => {
  it('are as sent', () => {
    expect(readFact(remark, { response: { remark: ' Ann\0 ' } })).toBe(' Ann\0 ');
    expect(readFact(tagName, { response: { tagName: 'ＡＢ' } })).toBe('ＡＢ');
  });

  it('are null when absent, and not when empty', () => {
    expect(readFact(remark, { response: { remark: null } })).toBeNull();
    expect(readFact(tagName, { response: { tagName: '' } })).toBe('');
  });

  it('end after 128 units', () => {
    expect(readFact(remark, { response: { remark: 'a'.repeat(1_000) } })).toBe('a'.repeat(128));
  });
});
