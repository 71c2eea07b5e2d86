import type { Spelling, Substitution } from './disguise.js';
import { byBase, tableOf } from './graphemes.js';

const ascii = Array.from({ length: 94 }, (_, at) => String.fromCharCode(0x21 + at)).join('');
const wide = Array.from({ length: 94 }, (_, at) => String.fromCharCode(0xff01 + at)).join('');

export const fullWidth: Substitution = {
  kind: 'substitution',
  name: 'full width',
  family: 'width',
  replacementOf: byBase(tableOf(ascii, wide)),
  minShare: 0.5,
  maxShare: 1,
};

/** Half-width katakana and half-width Hangul jamo, each by the sign that it stands for. */
const narrow = new Map<string, string>(
  Array.from({ length: 0xffdd - 0xff66 }, (_, at) => String.fromCharCode(0xff66 + at)).map((form) => [
    form.normalize('NFKC'),
    form,
  ]),
);

/** Katakana and Hangul of half width. Hangul of half width comes in jamo, with one character for initial and final consonants. */
export const halfWidth: Spelling = {
  kind: 'spelling',
  name: 'half width',
  family: 'width',
  write(text, { script }) {
    if (script !== 'Kana' && script !== 'Hangul') return null;
    return [...text.normalize('NFD')].map((sign) => narrow.get(firstOf(sign)) ?? voiced(sign)).join('');
  },
};

function voiced(sign: string): string {
  if (sign === '\u3099') return '\uff9e';
  return sign === '\u309a' ? '\uff9f' : sign;
}

/** Last consonants (U+11A8…) by the first consonants that look like them; there are no half-width ones of their own. */
const consonants = tableOf('ᆨᆩᆫᆮᆯᆷᆸᆺᆻᆼᆽᆾᆿᇀᇁᇂ', 'ᄀᄁᄂᄃᄅᄆᄇᄉᄊᄋᄌᄎᄏᄐᄑᄒ');

function firstOf(sign: string): string {
  return consonants.get(sign) ?? sign;
}
