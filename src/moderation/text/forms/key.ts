import { shapeOf } from './look-alikes.js';
import type { Sign } from './character.js';
import type { Signs } from './signs.js';

/**
 * What a text and every disguise of it have in common: the shapes of its signs, each run of the same letter once. Terms are found by
 * it, and compared afterwards.
 */
export interface Key {
  readonly units: readonly number[];
  /** Where the run of each unit begins among the signs; one more at the end, for where the last one ends. */
  readonly runs: readonly number[];
}

/** i, l, 1 and | look alike, and stand beside each other in words. */
const STROKE = shapeOf(0x6c);

export function keyOf({ signs }: Signs): Key {
  const units: number[] = [];
  const runs: number[] = [];
  let before: Sign | null = null;
  for (let at = 0; at < signs.length; at += 1) {
    const sign = signs[at];
    if (sign === undefined) continue;
    if (before === null || !goesOn(before, sign)) {
      units.push(unitOf(sign.shape));
      runs.push(at);
    }
    before = sign;
  }
  runs.push(signs.length);
  return { units, runs };
}

const FIRST_ASTRAL = 0x10000;

/** Shapes that stand for each other here: something looks like either. Comparing tells them apart. */
const blurred = new Map(
  [...'suzmvhy'].map((letter, at) => [letter.codePointAt(0), 'cnennnn'.codePointAt(at) ?? 0]),
);

/** The rarest code points share what is left of 16 bits: what is found by its key is compared in any case. */
function unitOf(shape: number): number {
  return blurred.get(shape) ?? (shape < FIRST_ASTRAL ? shape : 0xe000 + (shape % 0x1900));
}

/** Whether a sign may be read as the same letter once more. Strokes may always: what stands for i and what for l shows later. */
function goesOn(before: Sign, sign: Sign): boolean {
  if (before.base === sign.base) return true;
  return before.shape === sign.shape && (before.script !== sign.script || sign.shape === STROKE);
}
