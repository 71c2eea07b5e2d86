import type { Borders } from './trie.js';
import { scriptOf } from '../scripts.js';
import type { Sign } from '../glyphs/decode-character.js';
import type { Signs } from '../glyphs/glyph-text.js';
import { mayPart } from '../glyphs/word-boundary.js';

/** Signs as they sound in Mandarin: Han in pinyin, Latin letters and digits as they are. */
export interface SoundKey {
  readonly units: readonly number[];
  /** The sign that each unit belongs to. */
  readonly places: readonly number[];
  /** Never within a sign. */
  readonly borders: Borders;
}

const HAN = scriptOf('汉');
/** Stands for signs that have no sound: nothing is found across them, since no term has it. */
const SILENCE = 0xffff;

export function isHanSign(sign: Sign): boolean {
  return sign.script === HAN && sign.sound !== '';
}

export function soundKeyOf({ signs, gaps }: Signs): SoundKey {
  const starts: number[] = [];
  let before: Sign | null = null;
  let count = 0;
  for (let place = 0; place < signs.length; place += 1) {
    const sign = signs[place];
    if (sign === undefined) continue;
    if (mayPart(before, sign, gaps[place])) {
      if (count > 0) room.ends[count - 1] = true;
      starts.push(count);
    }
    const { sound } = sign;
    for (let at = 0; at < Math.max(1, sound.length); at += 1) {
      room.units[count] = sound === '' ? SILENCE : sound.charCodeAt(at);
      room.places[count] = place;
      room.ends[count] = false;
      count += 1;
    }
    before = sign;
  }
  if (count > 0) room.ends[count - 1] = true;
  const [units, places, ends] = [room.units, room.places, room.ends];
  return {
    units: units.slice(0, count),
    places: places.slice(0, count),
    borders: { starts, ends: ends.slice(0, count) },
  };
}

/** A key is written into this, and copied at once: nothing is moved while it grows. */
const room: { readonly units: number[]; readonly places: number[]; readonly ends: boolean[] } = {
  units: [],
  places: [],
  ends: [],
};

/** The key of a term that may be told by its sound: at least two Han signs, and nothing without a sound; `null` for others. */
export function soundKeyOfTerm(signs: Signs): SoundKey | null {
  if (signs.signs.filter(isHanSign).length < 2) return null;
  return signs.signs.some(({ sound }) => sound === '') ? null : soundKeyOf(signs);
}
