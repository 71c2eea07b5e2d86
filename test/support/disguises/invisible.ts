import type { Addition } from './disguise.js';

function span(first: number, last: number): readonly string[] {
  return Array.from({ length: last - first + 1 }, (_, at) => String.fromCodePoint(first + at));
}

const zeroWidth = [0x200b, 0x200c, 0x200d, 0x2060, 0xfeff, 0x200e, 0x200f, 0x061c];
const operators = [0x2061, 0x2062, 0x2063, 0x2064, 0x206a, 0x206b, 0x206e, 0x206f, 0x034f, 0x180e];
const selectors = [...span(0xfe00, 0xfe0f), ...span(0xe0100, 0xe01ef)];
const fillerCodes = [0x3164, 0x115f, 0x1160, 0xffa0, 0x2800];

/** Directional marks count as such. */
export const zeroWidths = between('zero width', of(zeroWidth));
export const softHyphens = between('soft hyphens', ['\u00ad']);
export const variationSelectors = between('variation selectors', selectors);
export const tags = between('tags', span(0xe0020, 0xe007e));
/** With them what else is ignored: the grapheme joiner, shaping controls, the Mongolian vowel separator. */
export const invisibleOperators = between('invisible operators', of(operators));
/** Letters and Braille that show nothing but a blank. */
export const fillers = between('fillers', of(fillerCodes));

/** Between letters that Arabic joins, and between others, where it is hardly seen. */
export const tatweel: Addition = {
  kind: 'addition',
  name: 'tatweel',
  family: 'tatweel',
  prepare({ script }, random) {
    if (script !== 'Arabic') return null;
    return (sign, last) => (last || random.onceIn(3) ? sign : sign + '\u0640'.repeat(1 + random.below(3)));
  },
};

function of(codes: readonly number[]): readonly string[] {
  return codes.map((code) => String.fromCodePoint(code));
}

function between(name: string, signs: readonly string[]): Addition {
  return {
    kind: 'addition',
    name,
    family: name,
    prepare(_, random) {
      // Between all signs, or between some.
      const some = random.onceIn(2);
      let first = true;
      return (sign, last) => {
        if (last || (some && !first && random.onceIn(2))) return sign;
        first = false;
        return sign + (random.pick(signs) ?? '');
      };
    },
  };
}
