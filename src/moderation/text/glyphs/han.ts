import { Converter } from 'opencc-js/t2cn';
import { pinyin } from 'pinyin-pro';

const simplify = Converter({ from: 't', to: 'cn' });
const han = /^\p{Script=Han}$/u;

export function isHan(character: string): boolean {
  return han.test(character);
}

/** The numerals of each digit: the ordinary one first, then those for bank notes and contracts. */
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
  // Twice: the simplified form of 薴 is itself the traditional form of another character.
  return isHan(character) ? simplify(simplify(character)) : character;
}

/** The Mandarin sound of a Chinese character, in pinyin without tones; `null` for other characters. */
export function pinyinOf(character: string): string | null {
  if (!isHan(character)) return null;
  const sound = pinyin(character, { toneType: 'none', v: true });
  return /^[a-z]+$/u.test(sound) ? sound : null;
}
