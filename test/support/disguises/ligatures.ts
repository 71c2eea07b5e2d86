import type { Spelling } from './disguise.js';

const ligatures = [
  ['ffi', 'ﬃ'],
  ['ffl', 'ﬄ'],
  ['ff', 'ﬀ'],
  ['fi', 'ﬁ'],
  ['fl', 'ﬂ'],
  ['st', 'ﬆ'],
  ['ij', 'ĳ'],
  ['dz', 'ǳ'],
  ['lj', 'ǉ'],
  ['nj', 'ǌ'],
  ['vi', 'ⅵ'],
  ['ix', 'ⅸ'],
  ['ii', 'ⅱ'],
  ['in', '㏌'],
  ['cm', '㎝'],
  ['pr', '㏚'],
  ['da', '㍲'],
  ['לא', 'ﭏ'],
  ['لا', 'ﻻ'],
] as const;

/** All that occur; the squared Latin abbreviations count as such. */
export const joined: Spelling = {
  kind: 'spelling',
  name: 'ligatures',
  family: 'ligatures',
  write: (text) =>
    ligatures.reduce((written, [letters, ligature]) => written.replaceAll(letters, ligature), text),
};
