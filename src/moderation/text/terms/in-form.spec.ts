import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { forms } from './form.js';
import { inForm } from './in-form.js';

const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({
    unit: fc.constantFrom(
      'ｶ',
      'ﾞ',
      'ß',
      'ﬁ',
      '가',
      'ㄱ',
      'é',
      '\u0336',
      '🅰',
      '\u200b',
      '½',
      '1',
      'I',
      ' ',
      'ـ',
    ),
  }),
);

describe.each(forms)('a text in %s form', (form) => {
  it('is in that form already', () => {
    fc.assert(
      fc.property(texts, (text) => inForm(inForm(text, form), form) === inForm(text, form)),
      { numRuns: 2_000 },
    );
  });

  it('is the same however its accents are encoded', () => {
    fc.assert(
      fc.property(
        texts,
        (text) => inForm(text.normalize('NFD'), form) === inForm(text.normalize('NFC'), form),
      ),
      { numRuns: 2_000 },
    );
  });
});

describe('the folded form', () => {
  it.each([
    ['Casino', 'CASINO'],
    ['ｃａｓｉｎｏ', 'casino'],
    ['𝓬𝓪𝓼𝓲𝓷𝓸', 'ⓒⓐⓢⓘⓝⓞ'],
    ['🅲🅰🆂🅸🅽🅾', 'ᴄᴀꜱɪɴᴏ'],
    ['Straße', 'STRASSE'],
    ['ΣΊΣΥΦΟΣ', 'σίσυφος'],
    ['ﬁx', 'FIX'],
    ['earn \t\n daily', ' Earn Daily '],
    ['ca\u200bsi\u00adno', 'casino'],
    ['ｶｼﾞﾉ', 'かじの'],
    ['網上賭博', '网上赌博'],
    ['قـمـار', 'قمار'],
    ['ﻗﻤﺎﺭ', 'قمار'],
    ['١٢٣', '123'],
  ])('takes %j and %j for the same', (one, other) => {
    expect(inForm(one, 'folded')).toBe(inForm(other, 'folded'));
  });

  it.each([
    ['cásino', 'casino'],
    ['саsino', 'casino'],
    ['c4sino', 'casino'],
    ['कि', 'क'],
    ['c a', 'ca'],
  ])('keeps %j and %j apart', (one, other) => {
    expect(inForm(one, 'folded')).not.toBe(inForm(other, 'folded'));
  });
});

describe('the skeleton', () => {
  it.each([
    ['cásino', 'casino'],
    ['c̶a̶s̶i̶n̶o̶', 'casino'],
    ['саsіnо', 'casino'],
    ['c4$1n0', 'casino'],
    ['қаза', 'k4za'.replace('z', 'з')],
    ['ㅋㅏㅈㅣㄴㅗ', '카지노'],
    ['1️⃣', '1'],
  ])('takes %j and %j for the same', (one, other) => {
    expect(inForm(one, 'skeleton')).toBe(inForm(other, 'skeleton'));
  });

  it('leaves vowels of Indic scripts and of Thai', () => {
    expect(inForm('वेश्या', 'skeleton')).toBe('वेश्या');
    expect(inForm('พนัน', 'skeleton')).toBe('พนัน');
  });
});

describe('the loose form', () => {
  it.each(['c a s i n o', 'c.a-s_i/n o', 'caasssiiinoooo'])('takes %j for "casino"', (text) => {
    expect(inForm(text, 'loose')).toBe(inForm('casino', 'loose'));
  });
});
