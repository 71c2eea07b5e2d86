import { rewriting, type Rewriting } from './rewrite.js';

const apart = '[^\\p{L}\\p{N}]{0,3}';
const parted = '[^\\p{L}\\p{N}]{1,3}';
const heart = '[❤♥♡💕💖💗💓🩷]';
/** The text that must follow a name that is also a word: an announcement of a handle, or a number as long as one. */
const handleFollows =
  '(?=[^\\p{L}\\p{N}]{0,3}(?:号|id)?[^\\p{L}\\p{N}]{0,3}[0-9]{5,11}(?![0-9])|[ ]?[:：=@])';

const spaced = (names: string) => `(?<!\\p{L})(?:${names})(?![\\p{L}\\p{M}])`;

/** Replaces a match by a name in Latin letters, with spaces where letters are beside it. */
function asWord(name: string): Rewriting['by'] {
  return ({ 0: written, index = 0, input = '' }) => {
    const before = /[\p{L}\p{N}]$/u.test(input.slice(Math.max(0, index - 2), index)) ? ' ' : '';
    const after = /^[\p{L}\p{N}]/u.test(input.slice(index + written.length, index + written.length + 2))
      ? ' '
      : '';
    return before + name + after;
  };
}

/**
 * Names of messengers in disguise, and in other languages. A name that is also a word needs an announced handle, or one with a digit.
 */
export const messengers: readonly Rewriting[] = [
  rewriting(
    new RegExp(`[微薇徽葳]${apart}信|(?<![a-z])(?:v|wei)${apart}信|微${apart}xin(?![a-z])`, 'giu'),
    '微信',
  ),
  rewriting(
    new RegExp(`[威维]信|[微薇徽]${apart}[心芯]|(?:[微薇徽]|(?<![a-z])v)${apart}${heart}`, 'giu'),
    asWord('wechat'),
  ),
  rewriting(/(?<!参)[加+][薇徽葳威](?=[^\p{L}\p{N}]{0,3}[a-z0-9])/giu, '加微'),
  rewriting(
    new RegExp(`(?<!扣)扣${parted}扣|[抠叩蔻]${apart}[抠叩蔻]|[扣抠]${apart}q(?![a-z])`, 'giu'),
    '扣扣',
  ),
  rewriting(new RegExp(`(?:企鹅|球球|秋秋|(?<![a-z0-9])q${parted}q)${handleFollows}`, 'giu'), asWord('qq')),
  rewriting(new RegExp(`카${apart}카${apart}오${apart}톡`, 'gu'), '카카오톡'),
  rewriting(
    new RegExp(`카${parted}톡|까톡|캬톡|카톸|카토ㄱ|(?<![가-힣])톡(?= ?(?:아이디|id))`, 'giu'),
    '카톡',
  ),
  rewriting(/(?<!\p{L})\u110f\u1110(?!\p{L})/gu, asWord('kakao')),
  rewriting(new RegExp(`텔${apart}[레래]${apart}그${apart}[램렘람]|텔그램?`, 'gu'), '텔레그램'),
  rewriting(new RegExp(`(?<![가-힣])라${parted}인(?![가-힣])`, 'gu'), '라인'),
  rewriting(/위[챗쳇쳍]|윗챗/gu, '위챗'),
  rewriting(/[왓와][츠쓰][앱엡]/gu, '왓츠앱'),
  rewriting(
    new RegExp(`(?<![a-z0-9])[vw]${parted}x${handleFollows}|(?<![a-z])we[._*-]{1,2}chat`, 'giu'),
    asWord('wechat'),
  ),
  rewriting(/(?<![a-z])(?:tele[ ._*-]{1,2}gram|t[._*-]{1,2}g)(?![a-z])/giu, asWord('telegram')),
  rewriting(/(?<![a-z])what'?s[ ._*'-]{1,2}app(?![a-z])/giu, asWord('whatsapp')),
  rewriting(/(?<![a-z])kakao[ ._*-]{1,2}talk(?![a-z])/giu, asWord('kakaotalk')),
  rewriting(
    new RegExp(`${spaced('телеграмм?|телега|тг|تلجرام|تليجرام|تيليجرام|تلگرام|टेलीग्राम')}|テレグラム`, 'giu'),
    asWord('telegram'),
  ),
  rewriting(
    new RegExp(spaced('ватсап|вотсап|вацап|واتساب|واتس ?اب|व्हाट्सएप|व्हाट्सऐप|वॉट्सऐप'), 'giu'),
    asWord('whatsapp'),
  ),
  rewriting(/(?<!ออน)ไลน์|(?<![ァ-ヶー])ライン(?![ァ-ヶー])/gu, asWord('line')),
  rewriting(/カカオトーク|カカオ(?= ?[:：a-z0-9])/giu, asWord('kakao')),
];

/** Every such name contains one of these. */
export const messengerHint =
  /[信心芯❤♥♡💕💖💗💓🩷薇徽葳威扣抠叩蔻企球秋톡텔챗쳇쳍앱엡\u110fтвتوटवไラカ]|라[^\p{L}\p{N}]|[qvw][^\p{L}\p{N}]{1,3}[qx]|(?<![a-z])t[._*-]{1,2}g|we[._*-]{1,2}c|tele[ ._*-]{1,2}g|kakao[ ._*-]{1,2}t|what'?s[ ._*'-]{1,2}a/iu;
