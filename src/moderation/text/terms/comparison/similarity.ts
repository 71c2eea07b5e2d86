import { trait, type Glyph } from '../../glyphs/decode-character.js';
import { EXACT, LOOSE, SKELETON } from '../form.js';
import { shapeOf } from '../../glyphs/confusables.js';
import { mayCarryTone } from '../../glyphs/marks.js';
import { isHanNumeral } from '../../glyphs/han.js';

/** Letters that a glyph may stand for besides those of its shape. */
const alsoReadAs = new Map(
  Object.entries({
    $: 'с',
    5: 'с',
    u: 'и',
    n: 'пиν',
    m: 'тμ',
    h: 'нη',
    y: 'υ',
    3: 'зэ',
    z: 'з',
    6: 'бb',
    '#': 'н',
  }).map(([glyph, letters]) => [
    glyph.codePointAt(0) ?? 0,
    new Set([...letters].map((letter) => letter.codePointAt(0) ?? 0)),
  ]),
);

/** How a glyph of a text stands for a glyph of a term. */
export type Similarity = 'same' | 'marked' | 'foreign' | 'stroke' | 'symbol' | 'none';

/** The strictest form in which each similarity is a match. */
export const formOfSimilarity = {
  same: EXACT,
  marked: SKELETON,
  foreign: SKELETON,
  symbol: SKELETON,
  stroke: LOOSE,
  none: LOOSE,
} as const satisfies Record<Similarity, number>;

const STROKE = shapeOf(0x6c);
const LAST_ASCII = 0x7f;
/** Turkish ı. */
const DOTLESS = 0x131;
const SMALL_I = 0x69;

export function similarityOf(term: Glyph, text: Glyph): Similarity {
  if (term.base === text.base) {
    if (sameAccents(term, text)) return 'same';
    const differ = term.plain !== text.plain && isAccented(term) && isAccented(text);
    return differ && !mayCarryTone(term.base) ? 'none' : 'marked';
  }
  // In Turkish, I is the capital of ı; and people without a Turkish keyboard write i.
  if (term.base === DOTLESS && text.base === SMALL_I) return 'marked';
  if (term.shape !== text.shape) return isAlsoReadAs(term, text) ? 'symbol' : 'none';
  const { letter } = trait;
  if ((term.traits & letter) === 0) return 'none';
  if ((text.traits & letter) === 0) return 'symbol';
  if (term.script !== text.script) return 'foreign';
  if (isHanNumeral(term.base) && isHanNumeral(text.base)) return 'marked';
  // Within a script, ASCII letters stand for themselves; only i and l are confused.
  if (text.base > LAST_ASCII && text.shape <= LAST_ASCII && term.base === term.shape) return 'marked';
  if (text.shape === STROKE && (text.base <= LAST_ASCII || text.base === DOTLESS)) return 'stroke';
  return text.base <= LAST_ASCII && term.base > LAST_ASCII ? 'marked' : 'none';
}

/** A glyph of another script may also stand for the letters that its look-alike stands for: Cyrillic м for μ, as m does. */
function isAlsoReadAs(term: Glyph, text: Glyph): boolean {
  if (alsoReadAs.get(text.base)?.has(term.base) === true) return true;
  return term.script !== text.script && alsoReadAs.get(text.shape)?.has(term.base) === true;
}

/** Different accents make different letters; an accent that is added or left out makes the same letter. */
function isAccented({ plain, base }: Glyph): boolean {
  return plain !== base;
}

/** Whether both have the same accents, and a jamo of a syllable is in a syllable. */
function sameAccents(term: Glyph, text: Glyph): boolean {
  if (term.plain !== text.plain) return false;
  const differing = term.traits ^ text.traits;
  const leavesSyllable = (differing & trait.joined & term.traits) > 0;
  return (differing & trait.marked) === 0 && !leavesSyllable;
}
