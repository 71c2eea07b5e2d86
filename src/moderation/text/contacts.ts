import { waysIn, type Ways } from './links.js';
import { looksLikeDate } from './dates.js';
import { overlaps, spansOf, type Span } from './span.js';

/** Links that open a chat with somebody: they are links, and contacts too. */
const invite =
  /(?<![a-z0-9.-])(?:t\.me|telegram\.me|wa\.me|line\.me|m\.me|open\.kakao\.com|pf\.kakao\.com|u\.wechat\.com|qm\.qq\.com)\/[^\s\u3000-\u303f]{2,64}/g;

/** Names of messengers that are words of a language that has no spaces, or nothing else: whatever Latin follows is the handle. */
const plainName =
  '微信号?|加微信?|加我?vx?|\\+vx?|vx|wx|qq号|qq群|扣扣|电报|飞机号|카카오톡|카톡|텔레그램|텔레|왓츠앱|(?<![가-힣])라인|위챗';
/** Names that are words of a spaced language: the handle must be announced, or hold a digit or an underscore. */
const wordName = 'wechat|weixin|telegram|tg|whatsapp|whats app|wa|line|kakaotalk|kakao|qq';

const handle = '[@+]?[a-z0-9][a-z0-9_.-]{3,31}';
const announced = ' {0,3}(?:[:：=@]|id\\b|아이디|号|是|为){1,2}[ :：=@]{0,3}';
const handleWithDigit = `[@+]?(?=[a-z_.-]{0,31}[0-9_])${handle}`;

const handles = [
  new RegExp(`(?<![a-z0-9])(?:${plainName})(?:${announced}|[ .-]{0,3})${handle}`, 'g'),
  new RegExp(`(?<![a-z0-9])(?:${wordName})${announced}${handle}`, 'g'),
  new RegExp(`(?<![a-z0-9])(?:${wordName})[ .-]{0,3}${handleWithDigit}`, 'g'),
];

/** 7 to 15 digits, as many as a telephone number may have, with at most two separators between any two of them. */
const phone = /(?<![a-z0-9])(?:\+|\()?[0-9](?:[ .()-]{0,2}[0-9]){6,14}(?![a-z0-9])/g;

/** Finds ways to reach somebody outside the app: e-mail, telephone numbers, handles of messengers. As written, in order. */
export function contactsIn(text: string, { links, mails }: Ways = waysIn(text)): readonly string[] {
  // Names and handles are matched in small letters; only ASCII is changed, so that places stay the same.
  const small = text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase());
  const found: Span[] = [...mails];
  const take = (spans: readonly Span[]) => {
    found.push(...spans.filter((span) => !found.some((taken) => overlaps(taken, span))));
  };
  if (small.includes('/')) take(spansOf(invite, small));
  for (const pattern of handles) take(spansOf(pattern, small));
  if (/[0-9]/.test(small)) take(phonesIn(small, links));
  return found.toSorted((a, b) => a.start - b.start).map(({ start, end }) => text.slice(start, end));
}

function phonesIn(text: string, links: readonly Span[]): readonly Span[] {
  return spansOf(phone, text)
    .filter((span) => !links.some((link) => overlaps(link, span)))
    .filter(({ start, end }) => !looksLikeDate(text.slice(start, end)));
}
