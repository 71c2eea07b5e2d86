import { shapeOf } from '../glyphs/confusables.js';
import { withoutMarks } from '../glyphs/marks.js';
import { replaceMapped, type MappedText } from './mapped-text.js';

/** Letters of scripts that look like Latin, and symbols that stand for letters. */
const word =
  /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Coptic}\p{Script=Lisu}0-9@$!|]{2,63}/gu;
const foreign =
  /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Coptic}\p{Script=Lisu}]/u;
const flags = /[\u{1f1e6}-\u{1f1ff}]{1,16}/gu;
const ascii = /^[\0-\x7f]+$/;
const asciiWord = /^(?:[a-z]+|[0-9]+)$/iu;
const FIRST_FLAG = 0x1f1e6;

/** A character beyond ASCII, or a digit or symbol beside a letter: one of them is in every word in disguise. */
const suspect = /[^\0-\x7f]|[a-z][0-9@$!|]|[0-9@$!|][a-z]/iu;

/** Letters that differ from the one that the table of look-alikes has for them. */
const drawn = new Map(Object.entries({ і: 'i', ї: 'i', ι: 'i', ӏ: 'l', І: 'I', Ι: 'I', υ: 'u' }));

/** Shapes of letters, cached: the result depends on the letter alone. */
const shapeCache = new Map<string, string>();

/** Names of messengers, by shape. A word that looks like a name is taken for the name, whatever its letters are. */
const messengerNames = new Map(
  ['wechat', 'weixin', 'telegram', 'whatsapp', 'kakaotalk', 'kakao', 'line', 'qq', 'vx', 'wx'].map((name) => [
    [...name].map(shape).join(''),
    name,
  ]),
);
/** Names shorter than this look like too many words when digits are read as letters. */
const LONG_NAME = 6;

/** Rewrites words that mix Latin letters with their look-alikes, and names of messengers in look-alikes, in Latin letters. */
export function latinizeWords(text: MappedText): MappedText {
  if (!suspect.test(text.text)) return text;
  const spelt = text.text.includes('\ud83c')
    ? replaceMapped(text, flags, ([written]) => lettersOfFlags(written))
    : text;
  return replaceMapped(spelt, word, ([written]) => latinizeWord(written));
}

/** The word in Latin letters; `null` when it has no disguise. */
export function latinizeWord(written: string): string | null {
  if (asciiWord.test(written)) return null;
  const isForeign = foreign.test(written);
  if (isForeign && /[a-z]/iu.test(written)) {
    const letters = [...written].map((letter) => (foreign.test(letter) ? latinOf(letter) : letter)).join('');
    if (!foreign.test(letters)) return messengerName(letters) ?? letters;
  }
  return messengerName(written);
}

/** The name of a messenger that a word looks like; `null` when it is none, or the name itself. */
function messengerName(written: string): string | null {
  if (written.length > 9) return null;
  const bare = ascii.test(written) || foreign.test(written) ? written : withoutMarks(written);
  const name = messengerNames.get([...bare].map(shape).join(''));
  if (name === undefined || written.toLowerCase() === name) return null;
  return name.length >= LONG_NAME || /^\P{ASCII}+$/u.test(bare) ? name : null;
}

function latinOf(letter: string): string {
  const own = drawn.get(letter);
  if (own !== undefined) return own;
  const asDrawn = shape(letter);
  const looks = isLatin(asDrawn) ? asDrawn : shape(letter.toLowerCase());
  if (!isLatin(looks)) return letter;
  return letter === letter.toLowerCase() ? looks : looks.toUpperCase();
}

function isLatin(letter: string): boolean {
  return letter >= 'a' && letter <= 'z';
}

function shape(letter: string): string {
  const known = shapeCache.get(letter);
  if (known !== undefined) return known;
  const looks = String.fromCodePoint(shapeOf(letter.codePointAt(0) ?? 0)).toLowerCase();
  shapeCache.set(letter, looks);
  return looks;
}

/** The letters of regional indicators: a single one is no flag, and several are flags unless they spell a name. */
function lettersOfFlags(written: string): string | null {
  const letters = [...written].map((flag) =>
    String.fromCharCode((flag.codePointAt(0) ?? 0) - FIRST_FLAG + 0x61),
  );
  const spelt = letters.join('');
  return letters.length === 1 || messengerNames.has([...spelt].map(shape).join('')) ? spelt : null;
}
