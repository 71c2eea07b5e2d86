import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { clip } from '../clip.js';
import { contactsIn } from '../contacts/contacts.js';
import { linksAndMailsIn } from '../contacts/links.js';
import { deobfuscatedTexts } from './deobfuscated-texts.js';

const parts =
  'a|b|c|1|3|8|0|o|l| |  |.|。|,|[|]|(|)|@|:|/|-|*| dot | at |com|net|me/x|www|hxxp://|gmail|wechat|w e c h a t|微|信|薇|加|v|x|q|扣|点|一|三|八|零|공|일|이|카|톡|ㅋ|ㅏ|라|인|е|а|с|о|м|т|г|α|ｗ|𝘄|①|❶|🇼|🇪|😀|❤️|\u200b|\u00ad|\u0336|\u0301|\u202e|\u202c|\ufdfa|٣|३|\u20e3|é|1️⃣|\ud83d'.split(
    '|',
  );
/** Texts of parts of disguises, and arbitrary texts. */
const anyText = fc
  .oneof(
    { weight: 4, arbitrary: fc.array(fc.constantFrom(...parts), { maxLength: 30 }).map((of) => of.join('')) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  )
  .map((text) => clip(text));

describe('deobfuscated texts', () => {
  it('map matches into the text, in its order, without overlaps', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { links, mails } = linksAndMailsIn(text);
        for (const finds of [links, mails, contactsIn(text)]) {
          let upTo = 0;
          for (const { start, end, shown } of finds) {
            expect(start).toBeGreaterThanOrEqual(upTo);
            expect(end).toBeGreaterThan(start);
            expect(shown).not.toBe('');
            upTo = end;
          }
          expect(upTo).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('have a source for each unit', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const reading of deobfuscatedTexts(text, () => false)) {
          expect(reading.sources?.length ?? text.length).toBe(reading.text.length);
        }
      }),
    );
  });

  it('are excluded only when they hold no link and no contact', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const texts = deobfuscatedTexts(text, () => false);
        const { links, mails } = linksAndMailsIn(text, texts);
        const found = [...links, ...mails, ...contactsIn(text, texts)].length > 0;
        expect(found && deobfuscatedTexts(text).length === 0).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });

  it('leave nothing to undo', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const deobfuscated = deobfuscatedTexts(text, () => false).at(-1)?.text ?? '';
        expect(deobfuscatedTexts(deobfuscated, () => false).at(-1)?.text).toBe(deobfuscated);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['example[.]com', 'example.com'],
    ['ехаmple.com', 'example.com'],
    ['薇信hello88', '微信hello88'],
    ['wechаt: hello88', 'wechat: hello88'],
    ['一三八零零一三八零零零', '13800138000'],
    ['O1O-1234-5678', '01012345678'],
    ['john (at) gmail (dot) com', 'john@gmail.com'],
  ])('show %j whatever innocent text is around it', (disguised, shown) => {
    const innocent = fc.constantFrom(
      'hi',
      '你好',
      '안녕',
      'Привет',
      'สวัสดี',
      '😀',
      'a b c',
      '3点',
      'no.',
      '(ok)',
      '12:30',
    );
    fc.assert(
      fc.property(
        fc.array(innocent, { maxLength: 4 }),
        fc.array(innocent, { maxLength: 4 }),
        (before, after) => {
          const text = [...before, disguised, ...after].join('  ');
          expect([...linksAndMailsIn(text).links, ...contactsIn(text)].map((find) => find.shown)).toContain(
            shown,
          );
        },
      ),
    );
  });
});
