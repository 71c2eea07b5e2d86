import { scriptOf } from '../scripts.js';
import type { Sign } from './character.js';
import type { Signs } from './signs.js';

/** Signs as they sound in Mandarin: Han in pinyin, Latin letters and digits as they are. */
export interface SoundKey {
  readonly units: readonly number[];
  /** The sign that each unit belongs to. */
  readonly places: readonly number[];
}

const HAN = scriptOf('汉');
/** Stands for signs that have no sound: nothing is found across them, since no term has it. */
const SILENCE = 0xffff;

export function isHanSign(sign: Sign): boolean {
  return sign.script === HAN && sign.sound !== '';
}

export function soundKeyOf({ signs }: Signs): SoundKey {
  const units: number[] = [];
  const places: number[] = [];
  for (const [place, { sound }] of signs.entries()) {
    for (let at = 0; at < Math.max(1, sound.length); at += 1) {
      units.push(sound === '' ? SILENCE : sound.charCodeAt(at));
      places.push(place);
    }
  }
  return { units, places };
}

/** The key of a term that may be told by its sound: at least two Han signs, and nothing without a sound; `null` for others. */
export function soundKeyOfTerm(signs: Signs): SoundKey | null {
  if (signs.signs.filter(isHanSign).length < 2) return null;
  return signs.signs.some(({ sound }) => sound === '') ? null : soundKeyOf(signs);
}
