import { rewriting, type Rewriting } from './rewrite.js';

/** Providers of e-mail. */
const providers =
  'gmail|googlemail|hotmail|outlook|icloud|protonmail|proton|foxmail|naver|hanmail|daum|yandex|qq|163|126|ymail|yahoo|gmx|rambler|mail|live|aol';
/** A name before an at sign, without words that precede a plain `at`: `look at`, `me at`. */
const name =
  '(?<=[a-z0-9_])(?<!(?<![a-z0-9])(?:i|me|us|look|looks|looking|is|am|are|was|be|work|works|working|see|find|meet|here|it|them|him|her|only|live|now|login|sign|join|buy|shop|read|more|up|on|back|all))';

const byWord = new RegExp(
  `${name} {1,2}at {1,2}(?=[a-z0-9-]{2,63} {0,2}(?:dot|[(\\[{<] ?(?:dot|\\.) ?[)\\]}>]|点|點) {0,2}[a-z]{2,6}(?![a-z0-9]))`,
  'giu',
);
const bracketed = /(?<=[a-z0-9_]) {0,2}[([{<【「]{1,2} ?(?:at|@|艾特) ?[)\]}>】」]{1,2} {0,2}(?=[a-z0-9])/giu;

/** Rewrites disguised at signs before a domain whose dots are disguised as well. */
export const atSignsBeforeDots: readonly Rewriting[] = [rewriting(bracketed, '@'), rewriting(byWord, '@')];

/** Rewrites disguised at signs before a domain with plain dots. */
export const atSignsBeforeDomains: readonly Rewriting[] = [
  rewriting(
    /(?<=[a-z0-9_]) {0,2}(?:艾特|小老鼠|골뱅이|アットマーク|アット|собака) {0,2}(?=[a-z0-9-]{2,63}\.)/giu,
    '@',
  ),
  rewriting(
    new RegExp(
      `${name}(?: {1,2}at {1,2}| {1,2}@ {0,2}|@ {1,2})(?=(?:${providers})\\.[a-z]{2,6}(?![a-z0-9]))`,
      'giu',
    ),
    '@',
  ),
];
