import { describe, expect, it } from '@jest/globals';
import { standsAsWord } from './word.js';

function stands(term: string, text: string): boolean {
  const start = text.indexOf(term);
  return standsAsWord(text, start, start + term.length);
}

describe('standing as a word', () => {
  it.each([
    'scunthorpe casino',
    'casino!',
    '🎰casino🎰',
    '❤️casino',
    '去casino玩',
    'my_casino_bonus',
    'casino',
  ])('sees "casino" in %j', (text) => {
    expect(stands('casino', text)).toBe(true);
  });

  it.each(['casinos', 'elcasino', 'casino9', 'écasino', '𝒜casino'])('sees no "casino" in %j', (text) => {
    expect(stands('casino', text)).toBe(false);
  });

  it.each([
    ['赌博', '网上赌博平台'],
    ['카지노', '온라인카지노는'],
    ['พนัน', 'การพนันออนไลน์'],
  ])('sees %j within %j: these scripts do not part their words', (term, text) => {
    expect(stands(term, text)).toBe(true);
  });

  it('looks at the letters of the term where it begins and ends', () => {
    expect(stands('$100', 'x$100')).toBe(true);
    expect(stands('$100', 'x$1000')).toBe(false);
  });
});
