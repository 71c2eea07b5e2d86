import type { Addition } from './disguise.js';

/** Letters drawn out. Syllables of Thai and Devanagari are not: who draws those out repeats other parts of them. */
export const repeated: Addition = {
  kind: 'addition',
  name: 'letters repeated',
  family: 'repeated',
  prepare({ script }, random) {
    if (script === 'Thai' || script === 'Devanagari') return null;
    const most = script === 'Han' || script === 'Hangul' ? 2 : 4;
    let none = true;
    return (sign, last) => {
      if (!(last && none) && !random.onceIn(3)) return sign;
      none = false;
      return sign.repeat(2 + random.below(most));
    };
  },
};
