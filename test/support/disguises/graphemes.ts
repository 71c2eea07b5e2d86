import type { Random } from './random.js';

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
const regionalIndicators = /^\p{Regional_Indicator}{2}$/u;

/** The graphemes of a text: letters with their marks, syllables, emoji. Regional indicators count one by one. */
export function graphemesOf(text: string): readonly string[] {
  return [...graphemes.segment(text)].flatMap(({ segment }) =>
    regionalIndicators.test(segment) ? [...segment] : [segment],
  );
}

/** A Latin, Greek or Cyrillic letter, and the marks that it carries. */
export interface Letter {
  readonly base: string;
  readonly marks: string;
}

export function letterOf(sign: string): Letter {
  const [base = '', ...marks] = sign.normalize('NFD');
  return { base, marks: marks.join('') };
}

/** Makes a table of strings, sign by sign: `tableOf('abc', 'ⓐⓑⓒ')`. Spaces in what is read as nothing stand for no sign. */
export function tableOf(from: string, to: string): ReadonlyMap<string, string> {
  const targets = [...to];
  return new Map(
    [...from].flatMap((sign, at) => {
      const target = targets[at] ?? ' ';
      return target === ' ' ? [] : [[sign, target] as const];
    }),
  );
}

/** A table whose signs may be written in several ways, parted by spaces: `waysOf({ a: '4 @' })`. */
export function choicesOf(ways: Readonly<Record<string, string>>): ReadonlyMap<string, readonly string[]> {
  return new Map(Object.entries(ways).map(([sign, text]) => [sign, text.split(' ')]));
}

/** Writes a letter by a table of bases, keeping the marks that it carries. */
export function byBase(table: ReadonlyMap<string, string>): (sign: string) => string | null {
  return (sign) => {
    const { base, marks } = letterOf(sign);
    const target = table.get(base) ?? table.get(base.toLowerCase());
    return target === undefined ? null : (target + marks).normalize('NFC');
  };
}

/** The same with a choice of targets. */
export function byBases(
  table: ReadonlyMap<string, readonly string[]>,
): (sign: string, random: Random) => string | null {
  return (sign, random) => {
    const { base, marks } = letterOf(sign);
    const target = random.pick(table.get(base) ?? table.get(base.toLowerCase()) ?? []);
    return target === undefined ? null : (target + marks).normalize('NFC');
  };
}
