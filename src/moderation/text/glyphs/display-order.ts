import { endsInVirama } from './virama.js';
import type { CombiningSequence } from './combining-sequences.js';

const OVERRIDES = /[\u202d\u202e]/u;
const POP = '\u202c';

/** Whether a text turns its own direction: it is displayed in another order than it is written. */
export function hasDirectionOverride(text: string): boolean {
  return OVERRIDES.test(text);
}

/** The pieces in the order in which they are displayed where an override (U+202D, U+202E) turns them. */
export function inDisplayOrder(text: string, pieces: readonly CombiningSequence[]): CombiningSequence[] {
  const shown: CombiningSequence[] = [];
  let turned: CombiningSequence[][] | null = null;
  for (const piece of pieces) {
    const first = text.charAt(piece.start);
    if (OVERRIDES.test(first)) {
      shown.push(...(turned ?? []).flat());
      turned = [];
    } else if (first === POP && turned !== null) {
      shown.push(...turned.flat());
      turned = null;
    } else if (turned === null) {
      shown.push(piece);
    } else {
      turn(text, turned, piece);
    }
  }
  return [...shown, ...(turned ?? []).flat()];
}

/** Puts a piece before those that were read before it; pieces that are one sign to a reader stay together. */
function turn(text: string, turned: CombiningSequence[][], piece: CombiningSequence): void {
  const group = turned[0];
  const last = group?.at(-1);
  if (group !== undefined && last !== undefined && endsInVirama(text.slice(last.start, last.end)))
    group.push(piece);
  else turned.unshift([piece]);
}
