import { Converter } from 'opencc-js/t2cn';
import { pinyin } from 'pinyin-pro';

const simplify = Converter({ from: 't', to: 'cn' });
const han = /^\p{Script=Han}$/u;

export function isHan(character: string): boolean {
  return han.test(character);
}

/** Numerals, by digit, each with those that stand for it on bank notes and contracts. */
export const hanNumerals = [
  '〇零',
  '一壹弌',
  '二贰弍',
  '三叁',
  '四肆',
  '五伍',
  '六陆',
  '七柒',
  '八捌',
  '九玖',
] as const;

const numerals = new Set([...hanNumerals.join('')].map((numeral) => numeral.codePointAt(0)));

export function isHanNumeral(point: number): boolean {
  return numerals.has(point);
}

/** The simplified form of a traditional character; other characters as they are. */
export function simplified(character: string): string {
  // What is made of 薴 is the traditional form of something else.
  return isHan(character) ? simplify(simplify(character)) : character;
}

/** How a character is said in Mandarin, in pinyin without tones; `null` for what has no such sound. */
export function pinyinOf(character: string): string | null {
  if (!isHan(character)) return null;
  const sound = pinyin(character, { toneType: 'none', v: true });
  return /^[a-z]+$/u.test(sound) ? sound : null;
}
