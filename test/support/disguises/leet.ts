import type { Substitution } from './disguise.js';
import { letterOf, choicesOf } from './graphemes.js';

const digitsAndSymbols = {
  Latin: choicesOf({
    a: '4 @',
    b: '8',
    c: '( ¢',
    e: '3 €',
    g: '9 6',
    h: '#',
    i: '1 ! |',
    l: '1 | £',
    o: '0',
    s: '5 $',
    t: '7 +',
    x: '×',
    y: '¥',
    z: '2',
  }),
  Cyrillic: choicesOf({ а: '4 @', б: '6', в: '8', е: '3', з: '3', о: '0', с: '$', т: '7', ч: '4', і: '1 !' }),
  Greek: choicesOf({ α: '4 @', β: '8', ε: '3', θ: '8', ι: '1', ο: '0', τ: '7' }),
};

/** Digits and symbols for letters, without their marks. One letter in three stays, or the word would be unreadable. */
export const leet: Substitution = {
  kind: 'substitution',
  name: 'leet',
  family: 'leet',
  replacementOf(sign, random, { script }) {
    if (script !== 'Latin' && script !== 'Cyrillic' && script !== 'Greek') return null;
    const ways = digitsAndSymbols[script].get(letterOf(sign.toLowerCase()).base);
    return random.pick(ways ?? []) ?? null;
  },
  minShare: 0,
  maxShare: 2 / 3,
};
