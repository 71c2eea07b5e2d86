import { linksAndMailsIn, type LinksAndMails } from './links.js';
import { overlaps, spansOf, type Span } from '../span.js';
import { phonesIn } from './phones.js';
import {
  sourceMatchOf,
  longestMatches,
  type SourceMatch,
  type MappedMatch,
  type MappedText,
} from '../deobfuscation/mapped-text.js';
import { deobfuscatedTexts } from '../deobfuscation/deobfuscated-texts.js';

/** Links that open a chat. They are links as well as contacts. */
const invite =
  /(?<![a-z0-9.-])(?:t\.me|telegram\.me|wa\.me|line\.me|m\.me|open\.kakao\.com|pf\.kakao\.com|u\.wechat\.com|qm\.qq\.com)\/[^\s\u3000-\u303f]{2,64}/g;

/** Names of messengers in languages without spaces, or with no other meaning. Latin letters after them are the handle; but 加Vivian means a person. */
const plainName =
  '微信号?|加微信?|(?:加我?|\\+)(?:vx|v(?![a-z]{1,32}(?![a-z0-9_.-])))|vx|wx|qq号|qq群|扣扣|电报|飞机号|카카오톡|카톡|텔레그램|텔레|왓츠앱|(?<![가-힣])라인|위챗';
/** Names that are also words of a language with spaces: the handle must be announced, or have a digit or an underscore. */
const wordName = 'wechat|weixin|telegram|tg|whatsapp|whats app|wa|line|kakaotalk|kakao|qq';

const handle = '[@+]?[a-z0-9][a-z0-9_.-]{3,31}';
const announced = ' {0,3}(?:[:：=@]|id\\b|아이디|号|是|为|ไอดี){1,2}[ :：=@]{0,3}';
/** A handle with a digit that is not just a year. */
const handleWithDigit = `(?!(?:19|20)[0-9]{2}(?![a-z0-9_.-]))[@+]?(?=[a-z_.-]{0,31}[0-9_])${handle}`;

const handles = [
  new RegExp(`(?<![a-z0-9])(?:${plainName})(?:${announced}|[ .-]{0,3})${handle}`, 'g'),
  new RegExp(`(?<![a-z0-9])(?:${wordName})${announced}${handle}`, 'g'),
  new RegExp(`(?<![a-z0-9])(?:${wordName})[ .-]{0,3}${handleWithDigit}`, 'g'),
];

/** Every name of a messenger contains one of these. */
const nameHint = /[微加扣카]|电报|飞机号|텔레|왓츠|라인|위챗|[vw]x|\+v|we[ic]|tele|tg|wha|wa|line|kakao|qq/;

/** Finds contacts outside the app in the order of the text: e-mail addresses, telephone numbers, handles of messengers. */
export function contactsIn(
  text: string,
  texts: readonly MappedText[] = deobfuscatedTexts(text),
  { links, mails }: LinksAndMails = linksAndMailsIn(text, texts),
): readonly SourceMatch[] {
  const finds = texts.toReversed().flatMap((mapped) => contactsOf(mapped, links));
  return longestMatches([...mails, ...finds.filter((find) => !mails.some((mail) => overlaps(mail, find)))]);
}

function contactsOf(mapped: MappedText, links: readonly Span[]): readonly SourceMatch[] {
  // Names and handles are matched in lower case. Only ASCII is changed, so that places stay the same.
  const small = mapped.text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
  const found: MappedMatch[] = [];
  const take = (parts: readonly MappedMatch[]) => {
    found.push(...parts.filter((part) => !found.some((taken) => overlaps(taken, part))));
  };
  if (small.includes('/')) take(spansOf(invite, small));
  if (nameHint.test(small)) for (const pattern of handles) take(spansOf(pattern, small));
  const phones = phonesIn(mapped.text).map((phone) => ({ phone, place: sourceMatchOf(mapped, phone) }));
  take(phones.filter(({ place }) => !links.some((link) => overlaps(link, place))).map(({ phone }) => phone));
  return found.map((part) => sourceMatchOf(mapped, part, part.shown));
}
