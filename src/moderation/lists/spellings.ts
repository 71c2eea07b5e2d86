import type { ListEntry } from './list.js';
import type { Sliced } from '../../runtime/cooperative-task.js';
import type { Find } from '../text/terms/find-terms.js';
import { LOOSE } from '../text/terms/form.js';
import { readingsOfPieces, type TextReading } from '../text/terms/normalized-text.js';
import { piecesOf, type Piece } from '../text/glyphs/combining-sequences.js';
import { RecentTexts } from '../text/text-cache.js';
import { buildingTermIndex, noKeys } from '../text/terms/term-index.js';
import { textOf } from '../text/text.js';
import { AllTerms } from './indexed-terms.js';
import { TermSet } from './term-set.js';

/** What a spelling may be read as: itself, and this. */
interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly means: string;
}

/** Spellings do not expire. */
const ALWAYS = 0;

/** Ways to write something so that only people read it: 薇信 for 微信. A text that has any is read with and without them. */
export class Spellings {
  /** All lists look into a text at once, and then no more. */
  private readonly recent = new RecentTexts<readonly TextReading[]>(64);

  constructor(
    private readonly entries: readonly ListEntry[],
    private readonly terms: TermSet | null,
  ) {}

  /** All ways to read a text, in which terms are looked for. */
  readingsOf(text: string): readonly TextReading[] {
    if (this.terms === null) return textOf(text).readings;
    const before = this.recent.get(text);
    if (before !== undefined) return before;
    const { readings } = textOf(text);
    const respelt = this.respelt(readings, this.terms);
    const all = respelt.length === 0 ? readings : [...readings, ...respelt];
    this.recent.set(text, all);
    return all;
  }

  private respelt(readings: readonly TextReading[], terms: TermSet): readonly TextReading[] {
    const [first] = readings;
    if (first === undefined) return [];
    const found: Replacement[] = [];
    for (const { place, find } of terms.find(readings, ALWAYS)) {
      const means = this.entries[place]?.means;
      if (means !== undefined) found.push({ ...placeOf(find), means });
    }
    if (found.length === 0) return [];
    const { text } = first.signs;
    return readingsOfPieces(text, replaced(piecesOf(text), withoutOverlaps(found)), LOOSE);
  }
}

export const noSpellings = new Spellings([], null);

/** Makes the spellings of all lists that have some ready. */
export function* makingSpellings(entries: readonly ListEntry[]): Sliced<Spellings> {
  if (entries.length === 0) return noSpellings;
  const index = yield* buildingTermIndex(entries.map(({ value }) => value));
  // What sounds like a spelling is none.
  return new Spellings(entries, new TermSet([new AllTerms(entries, { ...index, sounds: noKeys })]));
}

function placeOf({ reading, first, end }: Find): { readonly start: number; readonly end: number } {
  return { start: reading.signs.starts[first] ?? 0, end: reading.signs.ends[end - 1] ?? 0 };
}

/** From the left; of those that begin at the same place the longest. */
function withoutOverlaps(found: readonly Replacement[]): readonly Replacement[] {
  const kept: Replacement[] = [];
  for (const each of found.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (each.start >= (kept.at(-1)?.end ?? 0)) kept.push(each);
  }
  return kept;
}

function replaced(pieces: readonly Piece[], by: readonly Replacement[]): readonly Piece[] {
  return pieces.flatMap((piece) => {
    const within = by.find(({ start, end }) => piece.start >= start && piece.start < end);
    if (within === undefined) return [piece];
    if (piece.start > within.start) return [];
    const { start, end, means } = within;
    return piecesOf(means).map(({ character }) => ({ start, end, character }));
  });
}
