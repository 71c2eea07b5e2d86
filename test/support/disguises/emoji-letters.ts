import type { Substitution } from './disguise.js';
import { letterOf } from './graphemes.js';

const REGIONAL_A = 0x1f1e6;

export const regionalIndicators: Substitution = {
  kind: 'substitution',
  name: 'regional indicators',
  family: 'regional indicators',
  replacementOf(sign) {
    const letter = sign.toLowerCase();
    return /^[a-z]$/u.test(letter) ? String.fromCodePoint(REGIONAL_A + letter.charCodeAt(0) - 97) : null;
  },
  minShare: 0.5,
  maxShare: 1,
};

/** The cap around letters as well as digits. */
export const keycaps: Substitution = {
  kind: 'substitution',
  name: 'keycaps',
  family: 'keycaps',
  replacementOf(sign, random) {
    const { base, marks } = letterOf(sign);
    if (marks !== '' || !/^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\d]$/u.test(base)) return null;
    return sign + (random.onceIn(2) ? '\ufe0f' : '') + '\u20e3';
  },
  minShare: 0.5,
  maxShare: 1,
};
