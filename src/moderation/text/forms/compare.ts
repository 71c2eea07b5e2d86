import { trait, type Sign } from './character.js';
import { EXACT, FOLDED, LOOSE } from './form.js';
import { formOfLikeness, likenessOf } from './likeness.js';
import { PartedWord } from './parted-word.js';
import { gap, type Signs } from './signs.js';
import { stretchOf, unrecorded, type Keyed, type Recorder, type Stretch } from './stretch.js';

/**
 * Compares a term with the part of a text that has its key from the unit `at` on: the part, and the strictest form in which it is the
 * term; `null` when a reader would not take it for the term.
 * @param record is told which sign of the text stands for which of the term, whatever comes of it
 */
export function compare(term: Keyed, text: Keyed, at: number, record: Recorder = unrecorded): Stretch | null {
  const stretch = stretchOf(term.key, text, at);
  if (stretch === null) return null;
  const form = new Comparison(term, text, stretch, record).formFrom(at);
  return form === null ? null : { ...stretch, form };
}

/** Extra letters, in all, from which on a letter more is no slip: `cassino` is a place, `caassino` is not. */
const REPEATED_AT_LEAST = 2;

class Comparison {
  private form: number;
  private repeated = 0;
  private word = new PartedWord();
  private readonly tally = { letters: 0, same: 0, symbols: 0, strokes: 0, foreign: 0, ofScript: 0 };

  constructor(
    private readonly term: Keyed,
    private readonly text: Keyed,
    private readonly stretch: Stretch,
    private readonly record: Recorder,
  ) {
    this.form = stretch.form;
  }

  formFrom(at: number): number | null {
    const units = this.term.key.units.length;
    for (let unit = 0; unit < units; unit += 1) {
      if (!this.takeRun(unit, at + unit)) return null;
    }
    if (!this.word.isRead || !this.isReadable()) return null;
    if (this.form === EXACT && !this.isExact()) return FOLDED;
    return this.form;
  }

  /** One letter, however often it stands there; false where it cannot be the term's. */
  private takeRun(unit: number, textUnit: number): boolean {
    const { term, text, stretch } = this;
    const termFirst = term.key.runs[unit] ?? 0;
    const termCount = (term.key.runs[unit + 1] ?? 0) - termFirst;
    const first = Math.max(text.key.runs[textUnit] ?? 0, stretch.first);
    const end = Math.min(text.key.runs[textUnit + 1] ?? 0, stretch.end);
    if (end - first < termCount) return false;
    const more = end - first - termCount;
    if (more > 0) {
      if ((term.signs.signs[termFirst]?.traits ?? 0) & trait.digit) return false;
      this.repeated += more;
      this.atLeast(LOOSE);
    }
    for (let at = first; at < end; at += 1) {
      const place = termFirst + Math.min(at - first, termCount - 1);
      const repeated = at - first >= termCount;
      if (at > stretch.first && !this.takeGap(place, at, repeated)) return false;
      if (!repeated && (term.signs.signs[place]?.traits ?? 0) & trait.word) this.word.add();
      this.record(place, at);
      if (!this.takeSign(term.signs.signs[place], text.signs.signs[at])) return false;
    }
    return true;
  }

  private takeSign(term: Sign | undefined, text: Sign | undefined): boolean {
    if (term === undefined || text === undefined) return false;
    const likeness = likenessOf(term, text);
    if (likeness === 'none') return false;
    this.atLeast(formOfLikeness[likeness]);
    const { tally } = this;
    if ((term.traits & trait.letter) > 0) tally.letters += 1;
    if (likeness === 'same' || likeness === 'marked') tally.same += 1;
    else if (likeness === 'symbol') tally.symbols += 1;
    else if (likeness === 'stroke') tally.strokes += 1;
    else {
      tally.foreign += 1;
      tally.ofScript = text.script;
    }
    return true;
  }

  private takeGap(place: number, at: number, repeated: boolean): boolean {
    const { term, text } = this;
    const there = text.signs.gaps[at] ?? gap.none;
    const wanted = repeated ? gap.none : (term.signs.gaps[place] ?? gap.none);
    if (wanted !== gap.none) {
      if (!this.word.isRead) return false;
      this.word = new PartedWord();
      if (there === gap.none || between(term.signs, place) !== between(text.signs, at)) this.atLeast(LOOSE);
    } else if (there !== gap.none) {
      this.atLeast(LOOSE);
      this.word.part(there === gap.space);
    }
    return true;
  }

  /** Whether enough of it is itself that a reader takes the rest for letters. */
  private isReadable(): boolean {
    const { letters, same, symbols, strokes, foreign } = this.tally;
    if (this.repeated > 0 && this.repeated < REPEATED_AT_LEAST && !this.standsOut()) return false;
    if (symbols > 0 && same * (letters >= 5 ? 3 : 2) < letters) return false;
    if (strokes > 0 && letters < 6) return false;
    return foreign === 0 || same > 0 || this.isForeignScript();
  }

  /** Whether more than one letter too many shows that it is no slip. */
  private standsOut(): boolean {
    const { runs } = this.term.key;
    return runs.some((run, unit) => (runs[unit + 1] ?? run) - run >= 2) || this.tally.letters >= 8;
  }

  /** Whether the script of the look-alikes occurs nowhere else, and another one does: only then are they foreign. */
  private isForeignScript(): boolean {
    let others = 0;
    for (const [at, { script }] of this.text.signs.signs.entries()) {
      if (script === 0 || (at >= this.stretch.first && at < this.stretch.end)) continue;
      if (script === this.tally.ofScript) return false;
      others += 1;
    }
    return others > 0;
  }

  private isExact(): boolean {
    const { starts, ends, text } = this.text.signs;
    const there = text.slice(starts[this.stretch.first], ends[this.stretch.end - 1]);
    return written(there) === written(this.term.signs.text);
  }

  private atLeast(form: number): void {
    if (form > this.form) this.form = form;
  }
}

/** What stands before a sign and after the one before it. */
function between({ text, starts, ends }: Signs, at: number): string {
  return text
    .slice(ends[at - 1], starts[at])
    .normalize('NFKC')
    .replaceAll(/\s+/gu, ' ');
}

function written(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();
}
