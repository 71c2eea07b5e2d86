import { Converter } from 'opencc-js/t2cn';
import { pinyin } from 'pinyin-pro';

const simplify = Converter({ from: 't', to: 'cn' });
const han = /^\p{Script=Han}$/u;

export function isHan(character: string): boolean {
  return han.test(character);
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
