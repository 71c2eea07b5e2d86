import { createRequire } from 'node:module';
import type { Substitution } from './disguise.js';
import { knownLookAlikes, notReallyAlike } from './known-look-alikes.js';
import { letterOf } from './graphemes.js';
import type { Script } from './term.js';

/** By sign, the sign that stands for all that look like it (Unicode TR39). */
const prototypes = new Map(
  Object.entries<string>(createRequire(import.meta.url)('unhomoglyph/data.json')).filter(
    ([, prototype]) => [...prototype].length === 1,
  ),
);

/** Scripts that letters are borrowed from. Those that run from right to left would turn the word around. */
const lenders: Readonly<Record<Script, RegExp>> = {
  Latin:
    /^[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Coptic}\p{Script=Cherokee}\p{Script=Georgian}\p{Script=Canadian_Aboriginal}\p{Script=Lisu}]$/u,
  Cyrillic: /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Coptic}]$/u,
  Greek: /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Coptic}]$/u,
  Thai: /^\p{Script=Lao}$/u,
  Han: /^\p{Script=Katakana}$/u,
  Kana: /^[\p{Script=Han}\p{Script=Hiragana}]$/u,
  Arabic: /^(?!)/u,
  Hebrew: /^(?!)/u,
  Devanagari: /^(?!)/u,
  Hangul: /^(?!)/u,
};

const alike = new Map<string, string[]>();
for (const sign of new Set([...prototypes.keys(), ...prototypes.values()])) {
  const prototype = prototypes.get(sign) ?? sign;
  if (sign.normalize('NFKC') !== sign || !/^\p{L}$/u.test(sign) || notReallyAlike.has(sign)) continue;
  alike.set(prototype, [...(alike.get(prototype) ?? []), sign]);
}

const choices = new Map<string, readonly string[]>();

/** Letters of scripts that are not the term's, one, some or all; they keep the marks that the term's letters carry. */
export const lookAlikes: Substitution = {
  kind: 'substitution',
  name: 'look-alikes',
  family: 'look-alikes',
  replacementOf(sign, random, { script }) {
    const { base, marks } = letterOf(sign);
    const choice = random.pick(choicesFor(base, script));
    return choice === undefined ? null : (choice + marks).normalize('NFC');
  },
  minShare: 0,
  maxShare: 1,
};

function choicesFor(letter: string, script: Script): readonly string[] {
  const key = script + letter;
  const made =
    choices.get(key) ??
    [letter, letter.toUpperCase()].flatMap((form) => [
      ...(alike.get(prototypes.get(form) ?? form) ?? []).filter((other) => lenders[script].test(other)),
      ...(knownLookAlikes[script].get(form) ?? []),
    ]);
  choices.set(key, made);
  return made;
}
