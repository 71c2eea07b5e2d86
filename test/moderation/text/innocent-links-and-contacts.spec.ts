import { describe, expect, it } from '@jest/globals';
import { textOf } from '../../../src/moderation/text/text.js';
import { innocentRemarks } from '../../support/innocent/innocent-remarks.js';

describe('the innocent remarks', () => {
  it('hold no contacts, and no links but those that they plainly show', () => {
    const found = innocentRemarks().flatMap(({ text, language }) => {
      const { links, contacts } = textOf(text);
      const guessed = [...links.filter((link) => !text.includes(link)), ...contacts];
      return guessed.map((shown) => `${language} | ${shown} | ${text}`);
    });
    expect(found.toSorted().join('\n')).toBe('');
  });
});
