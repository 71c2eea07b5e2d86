import { endsInVirama } from './virama.js';
import type { CombiningSequence } from './combining-sequences.js';

const OVERRIDES = /[\u202d\u202e]/u;
const POP = '\u202c';

/** Whether a text overrides its direction, so that it is displayed in another order than it is stored. */
export function hasDirectionOverride(text: string): boolean {
  return OVERRIDES.test(text);
}

/** The sequences in the order in which they are displayed under overrides of direction (U+202D, U+202E). */
export function inDisplayOrder(text: string, sequences: readonly CombiningSequence[]): CombiningSequence[] {
  const shown: CombiningSequence[] = [];
  let turned: CombiningSequence[][] | null = null;
  for (const sequence of sequences) {
    const first = text.charAt(sequence.start);
    if (OVERRIDES.test(first)) {
      shown.push(...(turned ?? []).flat());
      turned = [];
    } else if (first === POP && turned !== null) {
      shown.push(...turned.flat());
      turned = null;
    } else if (turned === null) {
      shown.push(sequence);
    } else {
      turn(text, turned, sequence);
    }
  }
  return [...shown, ...(turned ?? []).flat()];
}

/** Prepends a sequence to those of an override; sequences that a virama joins stay together. */
function turn(text: string, turned: CombiningSequence[][], sequence: CombiningSequence): void {
  const group = turned[0];
  const last = group?.at(-1);
  if (group !== undefined && last !== undefined && endsInVirama(text.slice(last.start, last.end)))
    group.push(sequence);
  else turned.unshift([sequence]);
}
