import type { Spelling } from './disguise.js';

const hiragana = /[\u3041-\u3096]/gu;
const katakana = /[\u30a1-\u30f6]/gu;

/** Hiragana for katakana and back; both where a term has both. */
export const otherKana: Spelling = {
  kind: 'spelling',
  name: 'other kana',
  family: 'kana',
  write(text, { language }, random) {
    if (language !== 'ja') return null;
    const round = text.replaceAll(katakana, (kana) => shifted(kana, -0x60));
    const angular = text.replaceAll(hiragana, (kana) => shifted(kana, 0x60));
    return random.pick([round, angular].filter((way) => way !== text)) ?? null;
  },
};

function shifted(kana: string, by: number): string {
  return String.fromCharCode(kana.charCodeAt(0) + by);
}
