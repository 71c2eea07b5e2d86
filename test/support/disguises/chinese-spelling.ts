import { Converter } from 'opencc-js';
import { pinyin } from 'pinyin-pro';
import type { Spelling } from './disguise.js';
import { commonCharacters } from './common-characters.js';

const toTraditional = [
  Converter({ from: 'cn', to: 't' }),
  Converter({ from: 'cn', to: 'tw' }),
  Converter({ from: 'cn', to: 'hk' }),
];
const toSimplified = Converter({ from: 't', to: 'cn' });
const han = /\p{Script=Han}/gu;

/** The other of the two ways to write Chinese. */
export const otherChinese: Spelling = {
  kind: 'spelling',
  name: 'traditional and simplified',
  family: 'other Chinese',
  write(text, { language }, random) {
    if (language === 'zh-TW') return toSimplified(text);
    return language === 'zh-CN' ? (random.pick(toTraditional)?.(text) ?? null) : null;
  },
};

/** Pinyin without tones, joined or separated. Terms of two characters have too many homophones. */
export const pinyinLetters: Spelling = {
  kind: 'spelling',
  name: 'pinyin',
  family: 'pinyin',
  write(text, { language }, random) {
    if (!language.startsWith('zh') || (text.match(han)?.length ?? 0) < 3) return null;
    const between = random.pick(['', ' ']) ?? '';
    const sounds = pinyin(text, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' });
    return sounds.join(between);
  },
};

/** One sign in three, one at least, by another with the same sound, whatever its tone. */
export const homophones: Spelling = {
  kind: 'spelling',
  name: 'homophones',
  family: 'homophones',
  write(text, { language }, random) {
    const signs = [...text];
    const places = [...signs.keys()].filter((at) => /^\p{Script=Han}$/u.test(signs[at] ?? ''));
    if (!language.startsWith('zh') || places.length < 3) return null;
    const sounds = pinyin(text, { toneType: 'none', type: 'array', v: true });
    let left = Math.max(1, Math.floor(places.length / 3));
    for (const at of random.shuffle(places)) {
      const others = (commonCharacters().get(sounds[at] ?? '') ?? []).filter((sign) => sign !== signs[at]);
      const other = random.pick(others);
      if (left === 0 || other === undefined) continue;
      signs[at] = other;
      left -= 1;
    }
    return signs.join('');
  },
};
