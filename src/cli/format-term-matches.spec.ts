import { describe, expect, it } from '@jest/globals';
import { compileList } from '../moderation/lists/compile-list.js';
import { formatTermMatch, formatNoMatch } from './format-term-matches.js';

function printed(term: string, text: string): string {
  const entries = [{ value: term, reason: null, author: null, expiresAt: null }];
  const [find] = compileList({ name: 'bad', kind: 'terms', entries }).findsIn(text, 0);
  return find === undefined ? '' : formatTermMatch('bad', text, find);
}

describe('a find, printed', () => {
  it('marks the place, names what cannot be seen, and says what signs were read as', () => {
    expect(printed('casino', 'go: c\u200b4.s1nо!')).toBe(
      [
        'bad: "casino" in loose form',
        '  go: ⟦c‹U+200B›4.s1nо⟧!',
        '  read: c‹U+200B› = c, 4 = a, 1 = i, о = o',
        '  unseen: U+200B ZERO WIDTH SPACE',
      ].join('\n'),
    );
  });

  it('says no more than the form of a term that is there as it is', () => {
    expect(printed('casino', 'a casino')).toBe('bad: "casino" in exact form\n  a ⟦casino⟧');
  });
});

describe('a text in which nothing is found, printed', () => {
  it('names the lists, and what cannot be seen in the text', () => {
    expect(formatNoMatch(['bad', 'worse'], 'hello')).toBe('nothing found in bad, worse');
    expect(formatNoMatch(['bad'], 'he\u200bllo')).toBe(
      ['nothing found in bad', '  he‹U+200B›llo', '  unseen: U+200B ZERO WIDTH SPACE'].join('\n'),
    );
  });
});
