import { followsArticle } from '../glyphs/articles.js';
import { trait } from '../glyphs/decode-character.js';
import { EXACT, LOOSE } from './form.js';
import type { ShapeKey } from './shape-key.js';
import { gap, type GlyphText } from '../glyphs/glyph-text.js';
import { continuesWord } from '../glyphs/word-boundary.js';

/** A text, or a term, as one of its readings has it. */
export interface KeyedText {
  readonly glyphText: GlyphText;
  readonly key: ShapeKey;
}

/** Is told which glyph of a text, by its place, stands for which of a term. */
export type AlignmentRecorder = (termPlace: number, textPlace: number) => void;

export const ignoreAlignment: AlignmentRecorder = () => {};

/** Signs of a text, from `first` up to, not including, `end`, and the strictest form in which its ends let it stand by itself. */
export interface MatchSpan {
  readonly first: number;
  readonly end: number;
  readonly form: number;
}

/**
 * The part of a text that has the term's key from the unit `at` on. Of the runs at its ends it takes what the term has, or all
 * where less would tear a word; `null` when any would.
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

/** Where the run that `at` stands in begins, at `from` or behind the last gap. */
function beginning({ gaps }: GlyphText, at: number, from: number): number {
  let first = at;
  while (first > from && gaps[first] === gap.none) first -= 1;
  return first;
}

/** Where the run ends that the glyph before `at` stands in, at `to` or before the next gap. */
function ending({ gaps }: GlyphText, at: number, to: number): number {
  let end = at;
  while (end < to && gaps[end] === gap.none) end += 1;
  return end;
}

function lengthOfRun({ runs }: ShapeKey, unit: number): number {
  return (runs[unit + 1] ?? 0) - (runs[unit] ?? 0);
}

/** The span, if no word and no character goes on across its ends. */
export function boundedSpan(glyphs: GlyphText, first: number, end: number): MatchSpan | null {
  if (!continuesAt(glyphs, first) && !continuesAt(glyphs, end)) return { first, end, form: EXACT };
  const begins = !cutsMoreThanNumber(glyphs, first, -1) || followsArticle(glyphs.glyphs, glyphs.gaps, first);
  const numbered = begins && !cutsMoreThanNumber(glyphs, end, 1);
  return numbered ? { first, end, form: LOOSE } : null;
}

/** Whether the glyph at `at` goes on the word, or the character, of the one before. */
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
