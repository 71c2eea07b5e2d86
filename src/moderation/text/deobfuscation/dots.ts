import { rewriting, type Rewriting } from './rewrite.js';

/** Top-level domains that are no words at the beginning of a sentence. */
export const domainEnds = 'com|net|org|info|biz|cn|cc|xyz|ru|jp|kr|tw|hk|vn|uk|de|io|icu|tk';
const endOf = (list: string) =>
  `(?:${list}|${list.toUpperCase()})(?![a-zA-Z0-9'\\u00c0-\\u024f\\u0400-\\u04ff])`;
const path = '[a-zA-Z]{2,10}/[a-zA-Z0-9]';
/** Top-level domains that are no words at all: before them, any word for a dot and spaces count as a dot. */
const farEnds = 'com|net|org|cn|cc|xyz|ru|jp|kr|tw|hk|vn|uk';
const sure = `(?=${endOf(domainEnds)}|${path})`;
/** A host before a dot: no word that precedes `dot com` or `.com` when people talk about them. */
const host = '(?<=[a-zA-Z0-9])';
const noArticle =
  '(?<=[a-zA-Z0-9]{2})(?<!(?<![a-zA-Z])(?:the|an|this|that|of|and|or|my|our|your|any|some|in|is|old|big|no|first|early|every|each|during|before|after|with|use|new))';
const noForeignArticle =
  '(?<!(?<![a-zA-Z])(?:el|la|los|un|una|le|il|der|die|das|ein|um|uma|os|do|da|bir|o|y|e))';
/** `com` is a word of Portuguese, and goes on. */
const noWord = '(?! {1,3}[a-zA-Z\\u00c0-\\u024f])';
/** A host longer than an hour: `3点`. */
const longHost = '(?<=[a-zA-Z][a-zA-Z0-9-]?|[0-9]{3})';

const open = '[(\\[{<【「〔]{1,2} ?';
const close = ' ?[)\\]}>】」〕]{1,2}';
const mark = '[。·•⋅∙・۔●‧]';
const word = 'dot|点|點|닷|쩜|점|ドット|どっと|точка|punkt|punto|ponto|nokta|chấm|จุด|نقطة|डॉट';

/** Rewrites disguised dots of domains, and disguised schemes. */
export const dots: readonly Rewriting[] = [
  rewriting(
    new RegExp(`${host} {0,2}${open}(?:${word}|d0t|[.,。·•]) ?${close} {0,2}(?=[a-z]{2,24})`, 'giu'),
    '.',
  ),
  rewriting(new RegExp(`${host}${mark}(?=[a-zA-Z0-9-]{1,63}(?:${mark}|\\.)${endOf(domainEnds)})`, 'gu'), '.'),
  rewriting(new RegExp(`${host}${mark}${sure}`, 'gu'), '.'),
  rewriting(
    new RegExp(
      `${noArticle}(?: {1,3}(?:dot|DOT|Dot) {1,3}|[-_*~|]dot[-_*~|])(?=${endOf('com|org|cn|cc|xyz|ru|io|kr|jp|tw|hk|vn|uk')}|${path})`,
      'gu',
    ),
    '.',
  ),
  rewriting(
    new RegExp(`${longHost} {0,2}(?:点|點|닷|쩜|점|ドット|どっと|จุด|نقطة|डॉट) {0,2}${sure}`, 'gu'),
    '.',
  ),
  rewriting(
    new RegExp(
      `${longHost}${noForeignArticle} {1,2}(?:точка|punkt|punto|ponto|nokta|chấm) {1,2}(?=${endOf(farEnds)}${noWord})`,
      'gu',
    ),
    '.',
  ),
  rewriting(
    /(?<=[a-z0-9]) {0,2}(?:[닷점쩜] ?컴|ドット ?コム|どっとこむ|точка ?ком|дот ?ком)(?![a-zа-яー])/giu,
    '.com',
  ),
  rewriting(new RegExp(`${noArticle} {1,2}\\. {1,2}(?=${endOf(farEnds)}|ly/[a-zA-Z0-9])`, 'gu'), '.'),
  rewriting(new RegExp(`${noArticle} {1,2}\\.(?=${endOf('com|org|cn|xyz|ru|cc')})`, 'gu'), '.'),
  rewriting(new RegExp(`${host}\\. {1,2}(?=(?:com|net|org|cn)(?:$|[/\\u0080-\\uffff])|ly/)`, 'gu'), '.'),
  rewriting(new RegExp(`(?<=[a-zA-Z0-9]{3}),(?=${endOf('com|net|org')}${noWord})`, 'gu'), '.'),
  rewriting(/(?<=(?<![a-z0-9])(?:bit|cutt|ow))[ ,*_]{1,2}(?=ly\/[a-z0-9])/giu, '.'),
  rewriting(/(?<=(?<![a-z0-9])(?:t|wa|line|telegram))[ ,*_]{1,2}(?=me\/[a-z0-9])/giu, '.'),
  rewriting(/(?<=[a-z0-9]{2})[ ,*_]{1,2}(?=(?:com|net|cc|xyz|cn|ru)\/[a-z0-9])/giu, '.'),
  rewriting(
    /(?<=(?<![a-z0-9])(?:discord(?= gg)|goo(?= gl)|tinyurl(?= com))) (?=(?:gg|gl|com)\/[a-z0-9])/giu,
    '.',
  ),
  rewriting(
    new RegExp(`(?<![a-zA-Z0-9])www[ .]{1,3}([a-zA-Z0-9-]{2,63})[ .]{1,3}${sure}`, 'gu'),
    ([, label]) => `www.${label ?? ''}.`,
  ),
  rewriting(/(?<=[a-z0-9]\.)(?:c0m|сом)(?![a-z0-9а-я])/giu, 'com'),
  rewriting(
    /(?<![a-z])h(?:xx|tt|\*\*|\+\+|__)p(s?) {0,2}[([]?[:：;][)\]]? {0,2}[/\\]{1,2} {0,2}(?=[a-z0-9])/giu,
    ([, secure]) => `http${secure ?? ''}://`,
  ),
];
