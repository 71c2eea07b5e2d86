import { trait } from '../glyphs/decode-character.js';
import { EXACT, LOOSE } from './form.js';
import type { Key } from './shape-key.js';
import { gap, type Signs } from '../glyphs/glyph-text.js';
import { goesOnWord } from '../glyphs/word-boundary.js';

/** A text, or a term, as one of its readings has it. */
export interface Keyed {
  readonly signs: Signs;
  readonly key: Key;
}

/** Is told which sign of a text, by its place, stands for which of a term. */
export type Recorder = (termPlace: number, textPlace: number) => void;

export const unrecorded: Recorder = () => {};

/** Signs of a text, from `first` up to, not including, `end`, and the strictest form in which its ends let it stand by itself. */
export interface Stretch {
  readonly first: number;
  readonly end: number;
  readonly form: number;
}

/**
 * The part of a text that has the term's key from the unit `at` on. Of the runs at its ends it takes what the term has, or all
 * where less would tear a word; `null` when any would.
 */
export function stretchOf(term: Key, { signs, key }: Keyed, at: number): Stretch | null {
  const units = term.units.length;
  const from = key.runs[at] ?? 0;
  const to = key.runs[at + units] ?? 0;
  const first = units === 1 ? from : (key.runs[at + 1] ?? 0) - lengthOfRun(term, 0);
  const end = (units === 1 ? from : (key.runs[at + units - 1] ?? 0)) + lengthOfRun(term, units - 1);
  if (first < from || end > to) return null;
  const least = bounded(signs, first, end);
  if (least !== null) return least;
  const most = { first: beginning(signs, first, from), end: ending(signs, end, to) };
  return (
    bounded(signs, most.first, end) ?? bounded(signs, first, most.end) ?? bounded(signs, most.first, most.end)
  );
}

/** Where the run that `at` stands in begins, at `from` or behind the last gap. */
function beginning({ gaps }: Signs, at: number, from: number): number {
  let first = at;
  while (first > from && gaps[first] === gap.none) first -= 1;
  return first;
}

/** Where the run ends that the sign before `at` stands in, at `to` or before the next gap. */
function ending({ gaps }: Signs, at: number, to: number): number {
  let end = at;
  while (end < to && gaps[end] === gap.none) end += 1;
  return end;
}

function lengthOfRun({ runs }: Key, unit: number): number {
  return (runs[unit + 1] ?? 0) - (runs[unit] ?? 0);
}

/** The stretch, if no word and no character goes on across its ends. */
export function bounded(signs: Signs, first: number, end: number): Stretch | null {
  if (!runsAcross(signs, first) && !runsAcross(signs, end)) return { first, end, form: EXACT };
  const numbered = !tears(signs, first, -1) && !tears(signs, end, 1);
  return numbered ? { first, end, form: LOOSE } : null;
}

/** Whether the sign at `at` goes on the word, or the character, of the one before. */
function runsAcross({ signs, gaps }: Signs, at: number): boolean {
  const before = signs[at - 1];
  const after = signs[at];
  if (before === undefined || after === undefined) return false;
  return goesOnWord(before, after, gaps[at]);
}

/** Whether more than a number stands at an end of a word: `casino88` is a casino, `casino8x` may be anything. */
function tears(signs: Signs, end: number, step: 1 | -1): boolean {
  if (!runsAcross(signs, end)) return false;
  const outside = (at: number) => signs.signs[step > 0 ? at : at - 1]?.traits ?? 0;
  const inside = signs.signs[step > 0 ? end - 1 : end]?.traits ?? 0;
  if ((inside & trait.digit) > 0) return true;
  let at = end;
  while ((outside(at) & trait.digit) > 0 && (at === end || runsAcross(signs, at))) at += step;
  return at === end || runsAcross(signs, at);
}
