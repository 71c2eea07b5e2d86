import type { Addition } from './disguise.js';
import { letterOf } from './graphemes.js';
import type { Random } from './random.js';

/** Marks that no language writes, above, below and beside. */
const foreign = [
  ...'\u0315\u0316\u0317\u0318\u0319\u031c\u031d\u031e\u031f\u0320\u0329\u032b\u033d\u033e\u0346',
  ...'\u0347\u0348\u0349\u034a\u034b\u034c\u034d\u034e\u0350\u0351\u0352\u0353\u0354\u0355\u0356\u0357',
];
const strikes = ['\u0334', '\u0335', '\u0336', '\u0337', '\u0338', '\u0332', '\u0333', '\u20d2', '\u20d3'];
const enclosures = ['\u20dd', '\u20de', '\u20df', '\u20e0', '\u20e4'];
const accents = {
  Latin: [...'\u0301\u0300\u0302\u0303\u0308\u0304\u030c\u0307\u0323'],
  others: [...'\u0301\u0300\u0311\u0323'],
};
const points = {
  Arabic: [...'\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652'],
  Hebrew: [...'\u05b0\u05b1\u05b4\u05b5\u05b6\u05b7\u05b8\u05b9\u05bb\u05bc'],
};

export const struck = marking('strikes', (random) => {
  const mark = random.pick(strikes);
  return () => mark ?? '';
});

export const enclosed = marking('enclosing marks', (random) => {
  const mark = random.pick(enclosures);
  return () => mark ?? '';
});

/** Heaps of them, as for a fright. */
export const heaped = marking('marks in heaps', (random) => () => {
  const count = 1 + random.below(2);
  return Array.from({ length: count }, () => random.pick(foreign)).join('');
});

/** Accents of living languages, composed with their letters. Vietnamese is left out: each makes another word there. */
export const accented: Addition = {
  kind: 'addition',
  name: 'accents',
  family: 'marks',
  prepare({ language, script }, random) {
    if (language === 'vi' || (script !== 'Latin' && script !== 'Greek' && script !== 'Cyrillic')) return null;
    const marks = script === 'Latin' ? accents.Latin : accents.others;
    return (sign) => {
      const { base, marks: carried } = letterOf(sign);
      const bare = carried === '' && /^\p{L}$/u.test(base);
      return bare ? (sign + (random.pick(marks) ?? '')).normalize('NFC') : sign;
    };
  },
};

/** Vowels of Arabic and Hebrew, which are right somewhere and wrong here. */
export const pointed: Addition = {
  kind: 'addition',
  name: 'vowel points',
  family: 'marks',
  prepare({ script }, random) {
    if (script !== 'Arabic' && script !== 'Hebrew') return null;
    return (sign) => sign + (random.pick(points[script]) ?? '');
  },
};

function marking(name: string, markFor: (random: Random) => () => string): Addition {
  return {
    kind: 'addition',
    name,
    family: 'marks',
    prepare(_, random) {
      const mark = markFor(random);
      return (sign) => sign + mark();
    },
  };
}
