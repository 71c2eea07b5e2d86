import { scriptOf } from '../scripts.js';
import { trait, type Glyph } from '../glyphs/decode-character.js';
import { EXACT, FOLDED, LOOSE, SKELETON } from './form.js';
import { formOfSimilarity, similarityOf } from './similarity.js';
import { endsInVirama } from '../glyphs/virama.js';
import { SeparatedTerm } from './separated-term.js';
import { gap, type GlyphText } from '../glyphs/glyph-text.js';
import {
  matchSpanOf,
  ignoreAlignment,
  type KeyedText,
  type AlignmentRecorder,
  type MatchSpan,
} from './match-span.js';

/**
 * Compares a term with the part of a text that has its key from the unit `at` on: the part, and the strictest form in which it is the
 * term; `null` when a reader would not take it for the term.
 * @param record is told which sign of the text stands for which of the term, whatever comes of it
 */
export function compareShapes(
  term: KeyedText,
  text: KeyedText,
  at: number,
  record: AlignmentRecorder = ignoreAlignment,
): MatchSpan | null {
  const stretch = matchSpanOf(term.key, text, at);
  if (stretch === null) return null;
  const form = new Comparison(term, text, stretch, record).formFrom(at);
  return form === null ? null : { ...stretch, form };
}

const HANGUL = scriptOf('가');

class Comparison {
  private form: number;
  private repeated = 0;
  private readonly parted = new SeparatedTerm();
  private hangulParted = false;
  private readonly tally = { letters: 0, same: 0, symbols: 0, strokes: 0, foreign: 0 };
  private readonly foreign = new Set<number>();

  constructor(
    private readonly term: KeyedText,
    private readonly text: KeyedText,
    private readonly stretch: MatchSpan,
    private readonly record: AlignmentRecorder,
  ) {
    this.form = stretch.form;
  }

  formFrom(at: number): number | null {
    const units = this.term.key.units.length;
    for (let unit = 0; unit < units; unit += 1) {
      if (!this.takeRun(unit, at + unit)) return null;
    }
    if (!this.parted.isReadable || !this.isReadable()) return null;
    if (this.hangulParted && !this.standsAlone()) return null;
    if (this.repeated > 0) this.atLeast(LOOSE);
    if (this.form === EXACT && !this.isExact()) return FOLDED;
    return this.form;
  }

  /** One letter, however often it stands there; false where it cannot be the term's. */
  private takeRun(unit: number, textUnit: number): boolean {
    const { term, text, stretch } = this;
    const termFirst = term.key.runs[unit] ?? 0;
    const termEnd = term.key.runs[unit + 1] ?? 0;
    const end = Math.min(text.key.runs[textUnit + 1] ?? 0, stretch.end);
    let at = Math.max(text.key.runs[textUnit] ?? 0, stretch.first);
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

  /** Whether the sign at `at` is the same letter once more, and leaves enough for those that follow in the run. */
  private isOnceMore(place: number, at: number, end: number, last: boolean): boolean {
    if (at >= end) return false;
    const { glyphs } = this.term.glyphText;
    const sign = this.text.glyphText.glyphs[at];
    return last || sign?.base !== glyphs[place + 1]?.base || sign?.base === glyphs[place]?.base;
  }

  private takeOne(place: number, at: number, repeated: boolean): boolean {
    const sign = this.term.glyphText.glyphs[place];
    if (sign === undefined) return false;
    if (at > this.stretch.first) this.takeGap(place, at, repeated);
    if (repeated && (sign.traits & trait.digit) > 0) return false;
    if (!repeated && (sign.traits & trait.word) > 0) this.parted.addGlyph(this.isLetter(place));
    this.record(place, at);
    return this.takeSign(sign, this.text.glyphText.glyphs[at]);
  }

  /** Whether a sign of the term is a letter of its own, and not a part of the one before. */
  private isLetter(place: number): boolean {
    const { glyphs } = this.term.glyphText;
    const before = glyphs[place - 1];
    if (((glyphs[place]?.traits ?? 0) & trait.joined) > 0) return false;
    return before === undefined || !endsInVirama(String.fromCodePoint(before.plain));
  }

  private takeSign(term: Glyph, text: Glyph | undefined): boolean {
    if (text === undefined) return false;
    const likeness = similarityOf(term, text);
    if (likeness === 'none') return false;
    this.atLeast(formOfSimilarity[likeness]);
    const { tally } = this;
    if ((term.traits & trait.letter) > 0) tally.letters += 1;
    if (likeness === 'same' || likeness === 'marked') tally.same += 1;
    else if (likeness === 'symbol') tally.symbols += 1;
    else if (likeness === 'stroke') tally.strokes += 1;
    else {
      tally.foreign += 1;
      this.foreign.add(text.script);
    }
    return true;
  }

  private takeGap(place: number, at: number, repeated: boolean): void {
    const { term, text } = this;
    const there = text.glyphText.gaps[at] ?? gap.none;
    const wanted = repeated ? gap.none : (term.glyphText.gaps[place] ?? gap.none);
    if (wanted !== gap.none) {
      this.parted.nextWord();
      if (there === gap.none || between(term.glyphText, place) !== between(text.glyphText, at))
        this.atLeast(LOOSE);
    } else if (there !== gap.none) {
      this.atLeast(LOOSE);
      this.parted.separate(there === gap.space);
      const sign = term.glyphText.glyphs[place];
      this.hangulParted ||= there === gap.space && sign?.script === HANGUL;
    }
  }

  /** Whether enough of it is itself that a reader takes the rest for letters. */
  private isReadable(): boolean {
    const { letters, same, symbols, strokes, foreign } = this.tally;
    if (this.repeated === 1 && this.form < SKELETON && !this.standsOut()) return false;
    if (symbols > 0 && (same + foreign) * (letters >= 5 ? 3 : 2) < letters) return false;
    if (strokes > 0 && letters < 6) return false;
    return foreign === 0 || same > 0 || this.isForeignScript();
  }

  /** Whether nothing stands directly beside it: Korean `씨 발` does not part `수박씨 발라`. */
  private standsAlone(): boolean {
    const { gaps, glyphs } = this.text.glyphText;
    const { first, end } = this.stretch;
    return (first === 0 || gaps[first] !== gap.none) && (end === glyphs.length || gaps[end] !== gap.none);
  }

  /** Whether one letter too many is no slip: `Cassino` is a place. */
  private standsOut(): boolean {
    const { glyphs } = this.term.glyphText;
    return glyphs.length >= 7 || !glyphs.some(({ traits }) => (traits & trait.word) > 0);
  }

  /**
   * Whether the script of the look-alikes occurs nowhere else, and another one does: only then are they foreign. Those of several
   * scripts are foreign to each other.
   */
  private isForeignScript(): boolean {
    if (this.foreign.size > 1) return true;
    let others = 0;
    for (const [at, { script }] of this.text.glyphText.glyphs.entries()) {
      if (script === 0 || (at >= this.stretch.first && at < this.stretch.end)) continue;
      if (this.foreign.has(script)) return false;
      others += 1;
    }
    return others > 0;
  }

  private isExact(): boolean {
    const { starts, ends, text } = this.text.glyphText;
    const there = text.slice(starts[this.stretch.first], ends[this.stretch.end - 1]);
    return written(there) === written(this.term.glyphText.text);
  }

  private atLeast(form: number): void {
    if (form > this.form) this.form = form;
  }
}

/** What stands before a sign and after the one before it; in a text that turns its direction, that is written behind it. */
function between({ text, starts, ends }: GlyphText, at: number): string {
  const isTurned = (starts[at] ?? 0) < (starts[at - 1] ?? 0);
  return (isTurned ? text.slice(ends[at], starts[at - 1]) : text.slice(ends[at - 1], starts[at]))
    .normalize('NFKC')
    .replaceAll(/\s+/gu, ' ');
}

function written(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();
}
