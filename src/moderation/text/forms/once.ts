import { trait } from './character.js';
import type { Signs } from './signs.js';

/**
 * The signs without syllables that are the same as the one before them (카카지지노): those are several signs each, so that a run of one
 * letter does not show them. `null` when there are none.
 */
export function once(signs: Signs): Signs | null {
  if (!signs.hasJoined) return null;
  const kept: number[] = [];
  let before: readonly number[] = [];
  for (const syllable of syllablesOf(signs)) {
    if (syllable.length === 1 || !isSame(signs, before, syllable)) kept.push(...syllable);
    before = syllable;
  }
  if (kept.length === signs.signs.length) return null;
  const pick = <T>(values: readonly T[]) => kept.flatMap((at) => values.slice(at, at + 1));
  return {
    text: signs.text,
    hasDrawn: signs.hasDrawn,
    hasLetterLike: signs.hasLetterLike,
    hasPictures: signs.hasPictures,
    hasJoined: true,
    signs: pick(signs.signs),
    starts: pick(signs.starts),
    ends: pick(signs.ends),
    gaps: pick(signs.gaps),
  };
}

/** The places of the signs of each character, or of each syllable of jamo. */
function syllablesOf({ signs }: Signs): number[][] {
  const syllables: number[][] = [];
  for (const [at, { traits }] of signs.entries()) {
    if ((traits & trait.joined) > 0) syllables.at(-1)?.push(at);
    else syllables.push([at]);
  }
  return syllables;
}

function isSame({ signs }: Signs, one: readonly number[], other: readonly number[]): boolean {
  return (
    one.length === other.length &&
    one.every((place, at) => signs[place]?.base === signs[other[at] ?? -1]?.base)
  );
}
