import type { WordBoundaries } from './trie.js';
import { scriptOf } from '../scripts.js';
import type { Glyph } from '../glyphs/decode-character.js';
import type { GlyphText } from '../glyphs/glyph-text.js';
import { isWordBoundary } from '../glyphs/word-boundary.js';

/** A text as it sounds in Mandarin: Han in pinyin, Latin letters and digits as they are. */
export interface SoundKey {
  readonly units: readonly number[];
  /** The place of the glyph of each unit. */
  readonly places: readonly number[];
  /** Where a term may begin and end: never within a glyph. */
  readonly boundaries: WordBoundaries;
}

const HAN = scriptOf('汉');
/** The unit of a glyph without a sound. No term has it, so that none is found across it. */
const SILENCE = 0xffff;

export function isHanGlyph(glyph: Glyph): boolean {
  return glyph.script === HAN && glyph.sound !== '';
}

export function soundKeyOf({ glyphs, gaps }: GlyphText): SoundKey {
  const starts: number[] = [];
  let before: Glyph | null = null;
  let count = 0;
  for (let place = 0; place < glyphs.length; place += 1) {
    const glyph = glyphs[place];
    if (glyph === undefined) continue;
    if (isWordBoundary(before, glyph, gaps[place])) {
      if (count > 0) buffer.ends[count - 1] = true;
      starts.push(count);
    }
    const { sound } = glyph;
    for (let at = 0; at < Math.max(1, sound.length); at += 1) {
      buffer.units[count] = sound === '' ? SILENCE : sound.charCodeAt(at);
      buffer.places[count] = place;
      buffer.ends[count] = false;
      count += 1;
    }
    before = glyph;
  }
  if (count > 0) buffer.ends[count - 1] = true;
  const [units, places, ends] = [buffer.units, buffer.places, buffer.ends];
  return {
    units: units.slice(0, count),
    places: places.slice(0, count),
    boundaries: { starts, ends: ends.slice(0, count) },
  };
}

/** Shared buffers: a key is written into them and copied once, so that no array grows. */
const buffer: { readonly units: number[]; readonly places: number[]; readonly ends: boolean[] } = {
  units: [],
  places: [],
  ends: [],
};

/** The key of a term that may be told by its sound, which has at least two Han glyphs and no glyph without a sound; otherwise `null`. */
export function soundKeyOfTerm(glyphs: GlyphText): SoundKey | null {
  if (glyphs.glyphs.filter(isHanGlyph).length < 2) return null;
  return glyphs.glyphs.some(({ sound }) => sound === '') ? null : soundKeyOf(glyphs);
}
