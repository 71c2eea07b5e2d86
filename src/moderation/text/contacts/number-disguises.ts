import { chineseNumerals, digitLetters, koreanNumerals } from '../deobfuscation/numerals.js';

/** Characters between the digits of one number, without those between two numbers: `3:1, 2:2`, `150/200`, `3+4=7`. */
const mark = '[^\\p{L}\\p{N}\\p{M}:/,，、;=<>×÷+%$€£¥₩₹#]';
const chineseDigit = `[0-9${chineseNumerals}]`;
const koreanDigit = `[0-9${koreanNumerals}${digitLetters}]`;
const letterDigit = `[0-9${digitLetters}]`;

const inChinese = new RegExp(
  `(?<!点|點|${chineseDigit})\\+?${chineseDigit}(?:${mark}{0,2}${chineseDigit}){6,14}(?!${chineseDigit})`,
  'gu',
);
/** A Korean mobile number: numerals are everyday syllables, and particles. */
const inKorean = new RegExp(
  `(?<![a-z0-9가-힣])[0공영oO]${mark}{0,2}[1일lI|]${mark}{0,2}[01공영일oO6-9육칠팔구](?:${mark}{0,2}${koreanDigit}){7,8}`,
  'gu',
);
const withLetters = new RegExp(
  `(?<![\\p{L}\\p{N}])\\+?${letterDigit}(?:${mark}{0,2}${letterDigit}){6,14}(?![\\p{L}\\p{N}])`,
  'gu',
);
/** The same separator between all digits, or between the groups of a mobile number. */
const parted = /(?<![\p{L}\p{N}])\+?[0-9]([^\p{L}\p{N}]{1,3})[0-9](?:\1[0-9]){5,13}(?![\p{L}\p{N}])/gu;
const grouped = new RegExp(
  `(?<![\\p{L}\\p{N}])[0-9]{3,4}(${mark}{1,3})[0-9]{3,4}(?:\\1[0-9]{3,5}){1,2}(?![\\p{L}\\p{N}])`,
  'gu',
);

/** A mobile number of China or Korea. */
export const mobile = /^(?:(?:\+?86)?1[3-9][0-9]{9}|(?:0|\+?820?)1[016-9][0-9]{7,8})$/;

/** 三三两两: now and then, in twos and threes. */
const pairs = /^(?:([0-9])\1)+$/;

/** A kind of disguise: a hint that a text must hold, the pattern, and which matches are numbers. */
export interface NumberDisguise {
  readonly hint: RegExp;
  readonly pattern: RegExp;
  readonly isNumber: (digits: string, written: string) => boolean;
}

export const numberDisguises: readonly NumberDisguise[] = [
  {
    hint: new RegExp(`[${chineseNumerals}]`, 'u'),
    pattern: inChinese,
    isNumber: (digits) =>
      mobile.test(digits) || (digits.length >= 8 && new Set(digits).size >= 3 && !pairs.test(digits)),
  },
  { hint: /[0공영oO][^\p{L}\p{N}]{0,2}[1일lI|]/u, pattern: inKorean, isNumber: () => true },
  {
    hint: /[0-9][^\p{L}\p{N}]{0,2}[oOоОοΟlI|ӏІ]|[oOоОοΟlI|ӏІ][^\p{L}\p{N}]{0,2}[0-9]/u,
    pattern: withLetters,
    isNumber: (digits, written) =>
      written.replaceAll(/[^0-9]/g, '').length >= 5 &&
      (mobile.test(digits) || !/[^\p{L}\p{N}+|]/u.test(written)),
  },
  {
    hint: /[0-9][^\p{L}\p{N}]{1,3}[0-9][^\p{L}\p{N}]{1,3}[0-9]/u,
    pattern: parted,
    isNumber: (digits, written) => mobile.test(digits) || !/[:/,，、;=<>×÷+%#]/u.test(written.slice(1)),
  },
  { hint: /[0-9]{3}[^\p{L}\p{N} .()-]/u, pattern: grouped, isNumber: (digits) => mobile.test(digits) },
];
