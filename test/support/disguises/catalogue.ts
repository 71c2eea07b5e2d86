import * as alphabets from './alphabets.js';
import { homophones, otherChinese, pinyinLetters } from './chinese-spelling.js';
import { compatibilityIdeographs } from './compatibility-ideographs.js';
import type { Disguise } from './disguise.js';
import { keycaps, regionalIndicators } from './emoji-letters.js';
import { conjoiningJamo, typedJamo } from './hangul.js';
import * as invisible from './invisible.js';
import { otherKana } from './kana.js';
import { leet } from './leet.js';
import { letterCase } from './letter-case.js';
import { joined } from './ligatures.js';
import { lookAlikes } from './look-alikes.js';
import * as marks from './marks.js';
import { overridden } from './override.js';
import { presentationForms } from './presentation-forms.js';
import { radicalsApart } from './radicals.js';
import { repeated } from './repeated.js';
import { chineseReplacements } from './replacements.js';
import * as separators from './separators.js';
import { fullWidth, halfWidth } from './width.js';

/** All disguises, in the order of the tables. */
export const disguises: readonly Disguise[] = [
  letterCase,
  fullWidth,
  halfWidth,
  alphabets.mathematical,
  alphabets.circled,
  alphabets.negativeCircled,
  alphabets.squared,
  alphabets.negativeSquared,
  alphabets.parenthesized,
  alphabets.smallCapitals,
  alphabets.superscript,
  alphabets.subscript,
  joined,
  presentationForms,
  compatibilityIdeographs,
  regionalIndicators,
  keycaps,
  lookAlikes,
  leet,
  marks.struck,
  marks.enclosed,
  marks.heaped,
  marks.accented,
  marks.pointed,
  repeated,
  invisible.zeroWidths,
  invisible.softHyphens,
  invisible.variationSelectors,
  invisible.tags,
  invisible.invisibleOperators,
  invisible.fillers,
  invisible.tatweel,
  separators.spaced,
  separators.dotted,
  separators.hyphenated,
  separators.underscored,
  separators.emojiBetween,
  separators.punctuated,
  separators.mixed,
  overridden,
  otherChinese,
  homophones,
  pinyinLetters,
  radicalsApart,
  chineseReplacements,
  typedJamo,
  conjoiningJamo,
  otherKana,
];
