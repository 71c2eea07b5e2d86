import { choicesOf } from './graphemes.js';
import type { Script } from './term.js';

const none = choicesOf({});

/** Look-alikes that spammers use and TR39 leaves out, because they differ in print or in their case. */
export const knownLookAlikes: Readonly<Record<Script, ReadonlyMap<string, readonly string[]>>> = {
  Latin: choicesOf({ b: 'в', h: 'н', k: 'к κ', m: 'м', t: 'т τ', n: 'η', e: 'ё', w: 'ω ш', u: 'μ', x: 'χ' }),
  Cyrillic: choicesOf({
    в: 'B b',
    и: 'u',
    к: 'k κ',
    м: 'm',
    н: 'H h',
    п: 'n π',
    т: 'm t τ',
    ф: 'φ',
    ш: 'w',
    л: 'Λ',
  }),
  Greek: choicesOf({ ε: 'e', η: 'n', κ: 'k к', μ: 'u', τ: 't т', χ: 'x', ω: 'w', π: 'п', α: 'a а' }),
  // Persian and Urdu letters for Arabic ones and back: one script for Unicode, but other keyboards.
  Arabic: choicesOf({ ك: 'ک', ک: 'ك', ي: 'ی', ی: 'ي', ه: 'ہ ھ', ة: 'ۃ' }),
  Kana: choicesOf({ オ: '才', チ: '千', ミ: '三' }),
  Han: none,
  Hebrew: none,
  Devanagari: none,
  Thai: none,
  Hangul: none,
};

/** Look-alikes in TR39 that a reader would not take for the letter: closed sigma for o, wynn-like characters for p. */
export const notReallyAlike: ReadonlySet<string> = new Set('σϱᴦɩιƍᖯʋνꞵ');
