import { latinizeWord } from './latinize.js';
import { rewriting, type Rewriting } from './rewrite.js';

const letter = '[a-zA-Z\\p{Script=Cyrillic}\\p{Script=Greek}';
/** Four and more letters, or digits after a letter, that are all separated: `w e c h a t`, `t.e.l.e.g.r.a.m`. */
const spelt = new RegExp(
  `(?<![\\p{Script=Latin}\\p{Script=Cyrillic}\\p{N}.@/_-])${letter}](?:[^\\p{L}\\p{N}@]{1,2}${letter}0-9]){3,40}(?![\\p{Script=Latin}\\p{Script=Cyrillic}\\p{Script=Greek}\\p{N}]|[.@/:][^\\s])`,
  'gu',
);

export const spelledOut: readonly Rewriting[] = [
  rewriting(spelt, ([letters]) => {
    const word = letters.replaceAll(/[^\p{L}\p{N}]/gu, '');
    return latinizeWord(word) ?? word;
  }),
];
