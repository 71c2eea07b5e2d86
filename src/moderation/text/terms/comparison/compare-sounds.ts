import { isAcrossWords } from './across-words.js';
import { LOOSE } from '../form.js';
import type { GlyphText } from '../../glyphs/glyph-text.js';
import { isHanGlyph, type SoundKey } from '../sound-key.js';
import { boundedSpan, ignoreAlignment, type AlignmentRecorder, type MatchSpan } from '../match-span.js';

/** A term, and the text that it is compared with. */
interface TextPair {
  readonly term: GlyphText;
  readonly text: GlyphText;
}

/** How many Han glyphs of a term are the same in a text, replaced by homophones, or spelled in pinyin. */
interface Tally {
  same: number;
  others: number;
  spelt: number;
}

/**
 * The part of a text that sounds like a term from the unit `at` on; `null` when a reader would not take it for the term. Chinese has many
 * homophones, so that some glyphs must be the same: one of two beside pinyin, and two of three beside homophones. A term of three
 * glyphs and more may be in pinyin altogether.
 */
export function compareSounds(
  pair: TextPair,
  key: SoundKey,
  at: number,
  record: AlignmentRecorder = ignoreAlignment,
): MatchSpan | null {
  const first = key.places[at] ?? 0;
  if (key.places[at - 1] === first) return null;
  const tally: Tally = { same: 0, others: 0, spelt: 0 };
  let place = first;
  for (let termPlace = 0; termPlace < pair.term.glyphs.length; termPlace += 1) {
    const end = endOfSound(pair, termPlace, place, tally);
    if (end === null) return null;
    for (; place < end; place += 1) record(termPlace, place);
  }
  const span = { first, end: place, form: LOOSE };
  if (!isReadable(tally) || boundedSpan(pair.text, first, place) === null) return null;
  return isAcrossWords(pair.text, span) ? null : span;
}

function isReadable({ same, others, spelt }: Tally): boolean {
  const all = same + others + spelt;
  if (same === 0) return others === 0 && all >= 3;
  return others === 0 || (all >= 3 && others * 3 <= all + 1);
}

/** The end of the glyphs that sound like a glyph of the term; `null` when they sound different. */
function endOfSound({ term, text }: TextPair, termPlace: number, place: number, tally: Tally): number | null {
  const glyph = term.glyphs[termPlace];
  const there = text.glyphs[place];
  if (glyph === undefined || there === undefined) return null;
  if (!isHanGlyph(glyph)) return there.base === glyph.base ? place + 1 : null;
  if (isHanGlyph(there)) {
    if (there.sound !== glyph.sound) return null;
    tally[there.base === glyph.base ? 'same' : 'others'] += 1;
    return place + 1;
  }
  const end = place + glyph.sound.length;
  const letters = text.glyphs.slice(place, end);
  if (letters.some(isHanGlyph) || letters.map(({ sound }) => sound).join('') !== glyph.sound) return null;
  tally.spelt += 1;
  return end;
}
