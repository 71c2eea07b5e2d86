import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { encodeAccount, decodeAccount, escapeText, unescapeText } from './escape-text.js';

const anyText = fc.string({ unit: 'binary' });
const halves = fc.string({
  unit: fc.constantFrom('\ud800', '\udc00', '\\', '\0', 'u', '0', 'D', '8', '~', 'a'),
});

describe('the escape of texts', () => {
  it('leaves plain text alone, right-to-left marks and emoji too', () => {
    const text = 'Ж \u202e 👩‍👩‍👧 "quoted" \n\t\u0001';
    expect(escapeText(text)).toBe(text);
  });

  it('spells out what PostgreSQL does not take', () => {
    expect(escapeText('a\0b\\c\ud83d')).toBe('a\\0b\\\\c\\uD83D');
  });

  it('gives back what it was given', () => {
    fc.assert(fc.property(fc.oneof(anyText, halves), (text) => unescapeText(escapeText(text)) === text));
  });

  it('leaves nothing that PostgreSQL does not take', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, halves), (text) => {
        const escaped = escapeText(text);
        return !escaped.includes('\0') && Buffer.from(escaped, 'utf8').toString('utf8') === escaped;
      }),
    );
  });
});

describe('an account as a column', () => {
  it('is the account while an index takes it', () => {
    const account = '漢'.repeat(300);
    expect(decodeAccount(encodeAccount(account))).toBe(account);
  });

  it('is short, and still its own, when the account is longer', () => {
    const one = encodeAccount('x'.repeat(100_000));
    expect(one.length).toBeLessThan(200);
    expect(one).not.toBe(encodeAccount(`${'x'.repeat(99_999)}y`));
    expect(one).toBe(encodeAccount('x'.repeat(100_000)));
  });
});
