import { scriptOf } from '../../scripts.js';
import { trait, type Glyph } from '../../glyphs/decode-character.js';
import { EXACT, FOLDED, LOOSE, SKELETON } from '../form.js';
import { formOfSimilarity, similarityOf } from './similarity.js';
import { SimilarityTally } from './similarity-tally.js';
import { endsInVirama } from '../../glyphs/virama.js';
import { SeparatedTerm } from './separated-term.js';
import { textBetween } from '../../glyphs/text-between.js';
import { gap } from '../../glyphs/glyph-text.js';
import { isAcrossWords } from './across-words.js';
import { isPunctuation } from './edge-punctuation.js';
import { isWithinSpelledOutWord } from './spelled-out-neighbours.js';
import {
  matchSpanOf,
  ignoreAlignment,
  type KeyedText,
  type AlignmentRecorder,
  type MatchSpan,
} from '../match-span.js';

/**
 * Compares a term with the part of a text that has the same key from the unit `at` on. Returns the part, with the strictest form in which
 * it is the term, or `null` when a reader would not take it for the term.
 * @param record is called for each glyph of the text with the glyph of the term that it stands for, whatever the result
 */
export function compareShapes(
  term: KeyedText,
  text: KeyedText,
  at: number,
  record: AlignmentRecorder = ignoreAlignment,
): MatchSpan | null {
  const span = matchSpanOf(term.key, text, at);
  if (span === null) return null;
  const form = new Comparison(term, text, span, record).formFrom(at);
  return form === null ? null : { ...span, form };
}

const HANGUL = scriptOf('가');

/** A term with as many glyphs as this is found spelled out, whatever stands beside it. */
const LONG = 6;

class Comparison {
  private form: number;
  private repeated = 0;
  private readonly separated = new SeparatedTerm();
  private isHangulSeparated = false;
  private readonly tally = new SimilarityTally();

  constructor(
    private readonly term: KeyedText,
    private readonly text: KeyedText,
    private readonly span: MatchSpan,
    private readonly record: AlignmentRecorder,
  ) {
    this.form = span.form;
  }

  formFrom(at: number): number | null {
    const units = this.term.key.units.length;
    for (let unit = 0; unit < units; unit += 1) {
      if (!this.takeRun(unit, at + unit)) return null;
    }
    if (!this.separated.isReadable || !this.isReadable()) return null;
    if (this.isHangulSeparated && !this.standsAlone()) return null;
    if (this.isPartOfSpelledOutWord() || isAcrossWords(this.text.glyphText, this.span)) return null;
    if (this.repeated > 0) this.atLeast(LOOSE);
    if (this.form === EXACT && !this.isExact()) return FOLDED;
    return this.form;
  }

  /** Compares a run of one letter, however often it is repeated; false when it cannot be the term's. */
  private takeRun(unit: number, textUnit: number): boolean {
    const { term, text, span } = this;
    const termFirst = term.key.runs[unit] ?? 0;
    const termEnd = term.key.runs[unit + 1] ?? 0;
    const end = Math.min(text.key.runs[textUnit + 1] ?? 0, span.end);
    let at = Math.max(text.key.runs[textUnit] ?? 0, span.first);
    if (end - at < termEnd - termFirst) return false;
    this.repeated += end - at - (termEnd - termFirst);
    for (let place = termFirst; place < termEnd; place += 1) {
      const last = place + 1 === termEnd;
      for (
        let count = 0;
        count === 0 || this.isOnceMore(place, at, end - (termEnd - place - 1), last);
        count += 1
      ) {
        if (!this.takeOne(place, at, count > 0)) return false;
        at += 1;
      }
    }
    return true;
  }

  /** Whether the glyph at `at` repeats the letter, and leaves enough glyphs for the letters that follow in the run. */
  private isOnceMore(place: number, at: number, end: number, last: boolean): boolean {
    if (at >= end) return false;
    const { glyphs } = this.term.glyphText;
    const glyph = this.text.glyphText.glyphs[at];
    return last || glyph?.base !== glyphs[place + 1]?.base || glyph?.base === glyphs[place]?.base;
  }

  private takeOne(place: number, at: number, repeated: boolean): boolean {
    const glyph = this.term.glyphText.glyphs[place];
    if (glyph === undefined) return false;
    if (at > this.span.first) this.takeGap(place, at, repeated);
    if (repeated && (glyph.traits & trait.digit) > 0) return false;
    if (!repeated && (glyph.traits & trait.word) > 0) this.separated.addGlyph(this.isLetter(place));
    this.record(place, at);
    return this.takeGlyph(glyph, this.text.glyphText.glyphs[at], at);
  }

  /** Whether a glyph of the term is a letter by itself rather than a part of the one before. */
  private isLetter(place: number): boolean {
    const { glyphs } = this.term.glyphText;
    const before = glyphs[place - 1];
    if (((glyphs[place]?.traits ?? 0) & trait.joined) > 0) return false;
    return before === undefined || !endsInVirama(String.fromCodePoint(before.plain));
  }

  private takeGlyph(term: Glyph, text: Glyph | undefined, at: number): boolean {
    if (text === undefined) return false;
    const similarity = similarityOf(term, text);
    if (similarity === 'none') return false;
    this.atLeast(formOfSimilarity[similarity]);
    const isSymbol = similarity === 'symbol';
    this.tally.add(term, text, similarity, isSymbol && isPunctuation(this.text.glyphText, at, this.span));
    return true;
  }

  private takeGap(place: number, at: number, repeated: boolean): void {
    const { term, text } = this;
    const there = text.glyphText.gaps[at] ?? gap.none;
    const wanted = repeated ? gap.none : (term.glyphText.gaps[place] ?? gap.none);
    if (wanted !== gap.none) {
      this.separated.nextWord();
      const between = there === gap.none ? '' : textBetween(text.glyphText, at);
      if (between === textBetween(term.glyphText, place)) return;
      this.atLeast(LOOSE);
      this.separated.replaceSpace(between);
    } else if (there !== gap.none) {
      this.atLeast(LOOSE);
      this.separated.separate(there === gap.space, textBetween(text.glyphText, at));
      const glyph = term.glyphText.glyphs[place];
      this.isHangulSeparated ||= there === gap.space && glyph?.script === HANGUL;
    }
  }

  private isReadable(): boolean {
    if (this.repeated === 1 && this.form < SKELETON && !this.standsOut()) return false;
    return this.tally.isReadable(this.text.glyphText, this.span);
  }

  /** Whether a short term that is spelled out stands within a longer word that is: `b u t t e r`. */
  private isPartOfSpelledOutWord(): boolean {
    const separator = this.separated.spellingSeparator;
    if (separator === null || this.term.glyphText.glyphs.length >= LONG) return false;
    return isWithinSpelledOutWord(this.text.glyphText, this.span, separator);
  }

  /** Whether nothing stands directly beside the match: Korean `수박씨 발라` holds no `씨 발`. */
  private standsAlone(): boolean {
    const { gaps, glyphs } = this.text.glyphText;
    const { first, end } = this.span;
    return (first === 0 || gaps[first] !== gap.none) && (end === glyphs.length || gaps[end] !== gap.none);
  }

  /** Whether one repeated letter is a disguise rather than another word: `Cassino` is a place. */
  private standsOut(): boolean {
    const { glyphs } = this.term.glyphText;
    return glyphs.length >= 7 || !glyphs.some(({ traits }) => (traits & trait.word) > 0);
  }

  private isExact(): boolean {
    const { starts, ends, text } = this.text.glyphText;
    const there = text.slice(starts[this.span.first], ends[this.span.end - 1]);
    return written(there) === written(this.term.glyphText.text);
  }

  private atLeast(form: number): void {
    if (form > this.form) this.form = form;
  }
}

function written(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();
}
