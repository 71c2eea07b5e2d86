import { pinyin } from 'pinyin-pro';

let made: ReadonlyMap<string, readonly string[]> | null = null;

/** Chinese signs of everyday use (the first level of GB 2312) by their sound without its tone; those with one sound only. */
export function commonCharacters(): ReadonlyMap<string, readonly string[]> {
  return (made ??= bySound());
}

function bySound(): ReadonlyMap<string, readonly string[]> {
  const signs = new Map<string, string[]>();
  const gb2312 = new TextDecoder('gbk');
  for (let row = 0xb0; row <= 0xd7; row += 1) {
    for (let cell = 0xa1; cell <= (row === 0xd7 ? 0xf9 : 0xfe); cell += 1) {
      const sign = gb2312.decode(Uint8Array.from([row, cell]));
      const sounds = pinyin(sign, { toneType: 'none', type: 'array', v: true, multiple: true });
      const [sound, another] = [...new Set(sounds)];
      if (sound === undefined || another !== undefined) continue;
      signs.set(sound, [...(signs.get(sound) ?? []), sign]);
    }
  }
  return signs;
}
