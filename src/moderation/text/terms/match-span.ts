import { followsArticle } from '../glyphs/articles.js';
import { trait } from '../glyphs/decode-character.js';
import { EXACT, LOOSE } from './form.js';
import type { ShapeKey } from './shape-key.js';
import { gap, type GlyphText } from '../glyphs/glyph-text.js';
import { continuesWord } from '../glyphs/word-boundary.js';

/** A text or a term, with the key that it is found by. */
export interface KeyedText {
  readonly glyphText: GlyphText;
  readonly key: ShapeKey;
}

/** Receives the places of a glyph of the text and of the glyph of the term that it stands for. */
export type AlignmentRecorder = (termPlace: number, textPlace: number) => void;

export const ignoreAlignment: AlignmentRecorder = () => {};

/** The glyphs of a text from `first` up to, not including, `end`, and the strictest form in which they match. */
export interface MatchSpan {
  readonly first: number;
  readonly end: number;
  readonly form: number;
}

/**
 * The part of a text that has the term's key from the unit `at` on. It takes as much of the runs at its ends as the term has, or the whole
 * run where less would cut a word; `null` when either cuts one.
 */
export function matchSpanOf(term: ShapeKey, { glyphText, key }: KeyedText, at: number): MatchSpan | null {
  const units = term.units.length;
  const from = key.runs[at] ?? 0;
  const to = key.runs[at + units] ?? 0;
  const first = units === 1 ? from : (key.runs[at + 1] ?? 0) - lengthOfRun(term, 0);
  const end = (units === 1 ? from : (key.runs[at + units - 1] ?? 0)) + lengthOfRun(term, units - 1);
  if (first < from || end > to) return null;
  const least = boundedSpan(glyphText, first, end);
  if (least !== null) return least;
  const most = { first: beginning(glyphText, first, from), end: ending(glyphText, end, to) };
  return (
    boundedSpan(glyphText, most.first, end) ??
    boundedSpan(glyphText, first, most.end) ??
    boundedSpan(glyphText, most.first, most.end)
  );
}

/** The beginning of the run of `at`: `from`, or the place behind the last gap. */
function beginning({ gaps }: GlyphText, at: number, from: number): number {
  let first = at;
  while (first > from && gaps[first] === gap.none) first -= 1;
  return first;
}

/** The end of the run of the glyph before `at`: `to`, or the next gap. */
function ending({ gaps }: GlyphText, at: number, to: number): number {
  let end = at;
  while (end < to && gaps[end] === gap.none) end += 1;
  return end;
}

function lengthOfRun({ runs }: ShapeKey, unit: number): number {
  return (runs[unit + 1] ?? 0) - (runs[unit] ?? 0);
}

/** The span, if no word and no character continues across its ends. */
export function boundedSpan(glyphs: GlyphText, first: number, end: number): MatchSpan | null {
  if (!continuesAt(glyphs, first) && !continuesAt(glyphs, end)) return { first, end, form: EXACT };
  const begins = !cutsMoreThanNumber(glyphs, first, -1) || followsArticle(glyphs.glyphs, glyphs.gaps, first);
  const numbered = begins && !cutsMoreThanNumber(glyphs, end, 1);
  return numbered ? { first, end, form: LOOSE } : null;
}

/** Whether the glyph at `at` continues the word, or the character, of the one before. */
function continuesAt({ glyphs, gaps }: GlyphText, at: number): boolean {
  const before = glyphs[at - 1];
  const after = glyphs[at];
  if (before === undefined || after === undefined) return false;
  return continuesWord(before, after, gaps[at]);
}

/** Whether more than a number stands at an end of a word: `casino88` is a casino, `casino8x` may be anything. */
function cutsMoreThanNumber(glyphs: GlyphText, end: number, step: 1 | -1): boolean {
  if (!continuesAt(glyphs, end)) return false;
  const outside = (at: number) => glyphs.glyphs[step > 0 ? at : at - 1]?.traits ?? 0;
  const inside = glyphs.glyphs[step > 0 ? end - 1 : end]?.traits ?? 0;
  if ((inside & trait.digit) > 0) return true;
  let at = end;
  while ((outside(at) & trait.digit) > 0 && (at === end || continuesAt(glyphs, at))) at += step;
  return at === end || continuesAt(glyphs, at);
}
