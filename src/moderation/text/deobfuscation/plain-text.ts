import { clip } from '../clip.js';
import { COMPOSED_UNITS } from '../compose.js';
import { inDisplayOrder, hasDirectionOverride } from '../glyphs/display-order.js';
import { combiningSequencesOf, type CombiningSequence } from '../glyphs/combining-sequences.js';
import type { Span } from '../span.js';
import { composeJamo } from './jamo.js';
import type { MappedText } from './mapped-text.js';
import { toPlainCharacter } from './plain-character.js';
import { plainRanges } from './plain-ranges.js';

/** A text of these characters alone, as most are, stands for itself. */
const plain = new RegExp(`^[${Object.values(plainRanges).join('')}]*$`, 'u');

/**
 * A text in plain characters: letters and digits of one style and kind, without invisible characters and without marks through or around
 * letters. At most 512 units.
 */
export function toPlainText(text: string): MappedText {
  return plain.test(text) ? { text, sources: null } : fromSequences(text, combiningSequencesOf(text));
}

/** The same in display order; `null` when that is the stored order. */
export function toPlainDisplayText(text: string): MappedText | null {
  return hasDirectionOverride(text)
    ? fromSequences(text, inDisplayOrder(text, combiningSequencesOf(text)))
    : null;
}

function fromSequences(text: string, sequences: readonly CombiningSequence[]): MappedText {
  let made = '';
  const sources: Span[] = [];
  for (const { start, end } of sequences) {
    const characters = toPlainCharacter(text.slice(start, end));
    made += characters;
    for (let unit = 0; unit < characters.length; unit += 1) sources.push({ start, end });
  }
  made = clip(made, COMPOSED_UNITS);
  return composeJamo({ text: made, sources: sources.slice(0, made.length) });
}
