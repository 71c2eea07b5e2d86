import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { compileList } from '../../lists/compile-list.js';
import type { ListEntry } from '../../lists/list-entry.js';
import type { List } from '../../lists/list.js';
import { forms, type Form } from './form.js';

const terms = [
  'online casino',
  'casino',
  'fuck',
  'penis',
  'anus',
  '加微信',
  '网上赌博',
  '裸聊',
  '카지노사이트',
  '카지노',
  'казино',
  'वेश्या',
  'พนัน',
  'カジノ',
  'パチンコ',
  'قمار',
  'bán dâm',
  '$$$',
];

function entry(value: string, form?: Form): ListEntry {
  return { value, reason: null, author: null, expiresAt: null, ...(form === undefined ? {} : { form }) };
}

function listOf(values: readonly string[], form?: Form): List {
  return compileList({ name: 'terms', kind: 'terms', entries: values.map((value) => entry(value, form)) });
}

const list = listOf(terms);

/** Each disguise of the term before it. */
const disguised: readonly (readonly [string, readonly string[]])[] = [
  ['casino', ['CASINO', 'ｃａｓｉｎｏ', '𝓬𝓪𝓼𝓲𝓷𝓸', 'ⓒⓐⓢⓘⓝⓞ', '🅲🅰🆂🅸🅽🅾', 'ᴄᴀꜱɪɴᴏ', 'ᶜᵃˢⁱⁿᵒ', '🇨🇦🇸🇮🇳🇴']],
  ['casino', ['c̶a̶s̶i̶n̶o̶', 'ca\u200bsi\u00adno', 'c\u{e0024}asino', '\u202eonisac\u202c', 'саsіno']],
  ['casino', ['c4s1n0', 'c@$ino', 'c a s i n o', 'ca s i no', 'c.a.s.i.n.o', 'cas.ino', 'c🎰a🎰s🎰i🎰n🎰o']],
  ['casino', ['c!a!s!i!n!o', 'caaasssiiinooo', 'casino88', 'c1a1sino'.replaceAll('1', '\u2060'), 'CΑSIΝO']],
  ['online casino', ['o n l i n e  c a s i n o', 'onlinecasino', 'online-casino', 'Online\u3000Casino']],
  ['fuck', ['f.u.c.k', 'fuuuck', 'F U C K', 'f🍆u🍆c🍆k', 'fück']],
  ['加微信', ['加薇信', '加weixin', 'jia wei xin', 'JiaWeiXin', '加 微 信', '加.微.信', '加WEI信']],
  ['网上赌博', ['網上賭博', '网上堵博', '网 上 赌 博', 'wangshangdubo', '网|上|赌|博']],
  ['裸聊', ['裸 聊', '裸*聊', '裸liao']],
  ['카지노', ['카 지 노', 'ㅋㅏㅈㅣㄴㅗ', '카지노'.normalize('NFD'), '카.지.노', '카지노는']],
  ['казино', ['kaзинo', 'КАЗИНО', 'к а з и н о', 'каазиноо']],
  ['वेश्या', ['वे\u200bश्या', 'वे̶श्या̶', 'वे श् या'.replaceAll(' ', '\u2060')]],
  ['カジノ', ['ｶｼﾞﾉ', 'かじの', 'カ ジ ノ', '力ジノ']],
  ['パチンコ', ['ぱちんこ', 'ﾊﾟﾁﾝｺ', 'パ.チ.ン.コ']],
  ['قمار', ['قـمـار', 'قُمار', 'ﻗﻤﺎﺭ', 'ق م ا ر']],
  ['bán dâm', ['BÁN DÂM', 'b.á.n d.â.m', 'bán dâm'.normalize('NFD'), 'ban dam']],
  ['$$$', ['$$$', 'now $$$!']],
];

const each = disguised.flatMap(([term, texts]) => texts.map((text): [string, string] => [term, text]));

describe('finding terms', () => {
  it.each(each)('finds %j in %j', (term, text) => {
    expect(list.termsIn(text, 0)).toContain(term);
  });

  it.each(each)('finds %j in %j among innocent words', (term, text) => {
    for (const around of [`hello ${text} there`, `你好 ${text}!`, `(${text})`, `안녕 ${text}…`]) {
      expect(list.termsIn(around, 0)).toContain(term);
    }
  });

  it.each([
    'Scunthorpe',
    'Penistone',
    'pen is on the table',
    'an us citizen',
    'casinos',
    'elcasino',
    'Mr. Cassino',
    'casino8x',
    'Ка зина',
    '维新变法',
    '信任',
    '加油微笑',
    'bạn đậm',
    'room 455',
    '$$',
    '$5',
    'वेश',
    '카지논',
    'me casi no',
    'вор рак хор',
  ])('finds nothing in %j', (text) => {
    expect(list.termsIn(text, 0)).toEqual([]);
  });

  it('reads a foreign letter only where it is foreign', () => {
    const short = listOf(['xop', 'coco']);
    expect(short.termsIn('хор', 0)).toEqual([]);
    expect(short.termsIn('русский хор', 0)).toEqual([]);
    expect(short.termsIn('buy сосо now', 0)).toEqual(['coco']);
    expect(short.termsIn('cоcо', 0)).toEqual(['coco']);
  });

  it('finds a term whose letters look alike, whichever of them is disguised', () => {
    const greek = listOf(['γαμήσου', 'πουτάνα', 'νερό']);
    for (const text of ['γαμήσ0υ', 'γαμή0ου', 'γαМńоοY', 'γ4μήσ00υ'])
      expect({ text, found: greek.termsIn(text, 0) }).toEqual({ text, found: ['γαμήσου'] });
    expect(greek.termsIn('ПOҮTάνɑ', 0)).toEqual(['πουτάνα']);
    expect(greek.termsIn('γαμήοου', 0)).toEqual([]);
  });

  it('takes digits for letters only beside letters', () => {
    const short = listOf(['sass', 'boobs', 'year 2000'], 'loose');
    expect(short.termsIn('5455', 0)).toEqual([]);
    expect(short.termsIn('b00bs', 0)).toEqual(['boobs']);
    expect(short.termsIn('year 20000', 0)).toEqual([]);
    expect(short.termsIn('year 2000', 0)).toEqual(['year 2000']);
  });

  it('finds a term among words that its readings would swallow', () => {
    expect(list.termsIn('加VX casino', 0)).toEqual(['casino']);
    expect(list.termsIn('aaaaa加微信微信', 0)).toEqual(['加微信']);
  });
});

describe('the forms of a term', () => {
  const texts: Readonly<Record<Form, string>> = {
    exact: 'Casino',
    folded: 'ＣＡＳＩＮＯ',
    skeleton: 'c4sinо',
    loose: 'c.a.s.i.n.o',
  };

  it.each(forms)('%s: finds what is in that form or a stricter one, and names it', (form) => {
    const found = forms.map((other) =>
      listOf(['Casino'], form)
        .findsIn(texts[other], 0)
        .map((find) => find.form),
    );
    const expected = forms.map((other) => (forms.indexOf(other) <= forms.indexOf(form) ? [other] : []));
    expect(found).toEqual(expected);
  });

  it('do not mind the direction: what displays as the term is the term in folded form', () => {
    const turned = ['\u202eonisac\u202c', '\u202eonisac enilno', 'go \u202eonisac  enilno\u202c now'];
    const found = turned.map((text) => listOf(['casino', 'online casino'], 'folded').findsIn(text, 0));
    expect(found.map((finds) => finds.map(({ term, form }) => `${term}: ${form}`))).toEqual([
      ['casino: folded'],
      ['casino: folded', 'online casino: folded'],
      ['casino: folded', 'online casino: folded'],
    ]);
  });

  it('suit the term unless given: the shorter it is, the less is read into a text', () => {
    expect(listOf(['ad']).termsIn('a.d 4d', 0)).toEqual([]);
    expect(listOf(['cam']).termsIn('c4m', 0)).toEqual(['cam']);
    expect(listOf(['cam']).termsIn('c.a.m', 0)).toEqual([]);
    expect(listOf(['cams']).termsIn('c.a.m.s', 0)).toEqual(['cams']);
    expect(listOf(['约炮']).termsIn('约 炮', 0)).toEqual(['约炮']);
  });
});

describe('a find', () => {
  it('says where the term stands and how each character was read', () => {
    expect(listOf(['casino']).findsIn('go: C\u200b4.s1nо!', 0)).toEqual([
      {
        term: 'casino',
        form: 'loose',
        span: { start: 4, end: 12 },
        parts: [
          { span: { start: 4, end: 6 }, as: 'c' },
          { span: { start: 6, end: 7 }, as: 'a' },
          { span: { start: 8, end: 9 }, as: 's' },
          { span: { start: 9, end: 10 }, as: 'i' },
          { span: { start: 10, end: 11 }, as: 'n' },
          { span: { start: 11, end: 12 }, as: 'o' },
        ],
      },
    ]);
  });

  it('shows the strictest reading of a term that is there twice', () => {
    expect(listOf(['casino']).findsIn('c.a.s.i.n.o casino', 0)[0]).toMatchObject({
      form: 'exact',
      span: { start: 12, end: 18 },
    });
  });

  it('shows what a sound, a jamo and a ligature were read as', () => {
    const parts = (term: string, text: string) =>
      listOf([term])
        .findsIn(text, 0)[0]
        ?.parts.map(({ as }) => as);
    expect(parts('加微信', '加薇xin')).toEqual(['加', '微', '信', '信', '信']);
    expect(parts('카지노', 'ㅋㅏ지노')).toEqual(['카', '카', '지', '노']);
    expect(parts('affix', 'aﬃx')).toEqual(['a', 'ffi', 'x']);
  });

  it('shows a term with umlauts spelled out, and digits for numerals, as they were read', () => {
    const [umlauts] = listOf(['größe']).findsIn('die Groesse!', 0);
    expect(umlauts).toMatchObject({ term: 'größe', form: 'folded', span: { start: 4, end: 11 } });
    expect(umlauts?.parts.map(({ as }) => as).join('')).toBe('groesse');
    const [numerals] = listOf(['六合彩']).findsIn('6合彩', 0);
    expect(numerals?.parts.map(({ as }) => as)).toEqual(['六', '合', '彩']);
    expect(listOf(['6合彩']).findsIn('陆合彩', 0)[0]?.form).toBe('skeleton');
    expect(listOf(['größe'], 'exact').findsIn('groesse', 0)).toEqual([]);
  });

  it('lies within the text, on the borders of graphemes', () => {
    const units = fc.constantFrom(
      'c',
      'a',
      'ѕ',
      '1',
      'n',
      'ö',
      'casino',
      '\u0301',
      '\u200d',
      '👩‍🎤',
      ' ',
      '.',
      '가',
      'ᄀ',
      'ᅡ',
      '信',
      '🇨',
      '🇦',
    );
    const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
    const all = listOf(['casino', '가', '信', 'ca', 'n', '👩‍🎤'], 'loose');
    fc.assert(
      fc.property(fc.string({ unit: units, maxLength: 30 }), (text) => {
        const borders = new Set([text.length, ...[...graphemes.segment(text)].map(({ index }) => index)]);
        for (const { span } of all.findsIn(text, 0)) {
          expect([span.start < span.end, borders.has(span.start), borders.has(span.end)]).toEqual([
            true,
            true,
            true,
          ]);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('what is found', () => {
  const someTexts = fc.string({
    unit: fc.constantFrom(...'ca.s1ino о加微薇信', 'fuck', '카', '지', '노'),
    maxLength: 24,
  });

  it('does not depend on the order of the list', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(terms, { minLength: terms.length }), someTexts, (shuffled, text) => {
        const found = listOf(shuffled).termsIn(text, 0);
        expect([...found].sort()).toEqual([...list.termsIn(text, 0)].sort());
      }),
      { numRuns: 200 },
    );
  });

  it('does not depend on how accents are encoded', () => {
    const accented = listOf(['cásinö', '가지', 'bán dâm']);
    const units = fc.constantFrom('c', 'á', 's', 'i', 'n', 'ö', '가', '지', 'bán dâm', ' ', 'ä');
    fc.assert(
      fc.property(fc.string({ unit: units, maxLength: 12 }), (text) => {
        expect(accented.termsIn(text.normalize('NFD'), 0)).toEqual(
          accented.termsIn(text.normalize('NFC'), 0),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  it('is not hidden by innocent text around it', () => {
    const words = fc.array(
      fc.constantFrom('hello', 'привет', '你好', '안녕', 'शुभ', '42', '😀', 'a', 'c', '…'),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(words, fc.constantFrom(...each), words, (before, [term, text], after) => {
        const whole = [...before, text, ...after].join(' ');
        expect(list.termsIn(whole, 0)).toContain(term);
      }),
      { numRuns: 2_000 },
    );
  });
});
