import { clip } from '../clip.js';
import { COMPOSED_UNITS } from '../compose.js';
import { inDisplayOrder, hasDirectionOverride } from '../glyphs/display-order.js';
import { combiningSequencesOf, type CombiningSequence } from '../glyphs/combining-sequences.js';
import type { Span } from '../span.js';
import { composeJamo } from './jamo.js';
import type { MappedText } from './mapped-text.js';
import { toPlainCharacter } from './plain-character.js';
import { plainRanges } from './plain-ranges.js';

/** A text of these alone, as most are, is what it is. */
const plain = new RegExp(`^[${Object.values(plainRanges).join('')}]*$`, 'u');

/**
 * A text as it is shown, in plain characters: letters and digits of other styles and kinds made one, without what cannot be seen and what
 * is drawn through or around letters. At most 512 units of it.
 */
export function toPlainText(text: string): MappedText {
  return plain.test(text) ? { text, sources: null } : fromSequences(text, combiningSequencesOf(text));
}

/** The same in the order in which it is displayed; `null` where that is the order in which it is written. */
export function toPlainDisplayText(text: string): MappedText | null {
  return hasDirectionOverride(text)
    ? fromSequences(text, inDisplayOrder(text, combiningSequencesOf(text)))
    : null;
}

function fromSequences(text: string, pieces: readonly CombiningSequence[]): MappedText {
  let made = '';
  const places: Span[] = [];
  for (const { start, end } of pieces) {
    const characters = toPlainCharacter(text.slice(start, end));
    made += characters;
    for (let unit = 0; unit < characters.length; unit += 1) places.push({ start, end });
  }
  made = clip(made, COMPOSED_UNITS);
  return composeJamo({ text: made, sources: places.slice(0, made.length) });
}
