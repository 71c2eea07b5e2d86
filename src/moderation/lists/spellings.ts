import type { ListEntry } from './list-entry.js';
import type { CooperativeTask } from '../../runtime/cooperative-task.js';
import type { TermMatch } from '../text/terms/find-terms.js';
import { LOOSE } from '../text/terms/form.js';
import { normalizedTextsOfSequences, type NormalizedText } from '../text/terms/normalized-text.js';
import { combiningSequencesOf, type CombiningSequence } from '../text/glyphs/combining-sequences.js';
import { TextCache } from '../text/text-cache.js';
import { buildTermIndex, emptyKeyIndex } from '../text/terms/term-index.js';
import { textOf } from '../text/text.js';
import { AllTerms } from './indexed-terms.js';
import { TermSet } from './term-set.js';

/** An alternative reading of a spelling, besides itself. */
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
  private readonly recent = new TextCache<readonly NormalizedText[]>(64);

  constructor(
    private readonly entries: readonly ListEntry[],
    private readonly terms: TermSet | null,
  ) {}

  /** All ways to read a text, in which terms are looked for. */
  readingsOf(text: string): readonly NormalizedText[] {
    if (this.terms === null) return textOf(text).normalizedTexts;
    const before = this.recent.get(text);
    if (before !== undefined) return before;
    const { normalizedTexts } = textOf(text);
    const respelt = this.respelt(normalizedTexts, this.terms);
    const all = respelt.length === 0 ? normalizedTexts : [...normalizedTexts, ...respelt];
    this.recent.set(text, all);
    return all;
  }

  private respelt(readings: readonly NormalizedText[], terms: TermSet): readonly NormalizedText[] {
    const [first] = readings;
    if (first === undefined) return [];
    const found: Replacement[] = [];
    for (const { place, find } of terms.find(readings, ALWAYS)) {
      const means = this.entries[place]?.means;
      if (means !== undefined) found.push({ ...placeOf(find), means });
    }
    if (found.length === 0) return [];
    const { text } = first.glyphText;
    return normalizedTextsOfSequences(
      text,
      replaced(combiningSequencesOf(text), withoutOverlaps(found)),
      LOOSE,
    );
  }
}

export const noSpellings = new Spellings([], null);

/** Makes the spellings of all lists that have some ready. */
export function* compilingSpellings(entries: readonly ListEntry[]): CooperativeTask<Spellings> {
  if (entries.length === 0) return noSpellings;
  const index = yield* buildTermIndex(entries.map(({ value }) => value));
  // Spellings are compared by shape: a homophone of one is not one.
  return new Spellings(entries, new TermSet([new AllTerms(entries, { ...index, sounds: emptyKeyIndex })]));
}

function placeOf({ text, first, end }: TermMatch): { readonly start: number; readonly end: number } {
  return { start: text.glyphText.starts[first] ?? 0, end: text.glyphText.ends[end - 1] ?? 0 };
}

/** From the left; of those that begin at the same place the longest. */
function withoutOverlaps(found: readonly Replacement[]): readonly Replacement[] {
  const kept: Replacement[] = [];
  for (const each of found.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
    if (each.start >= (kept.at(-1)?.end ?? 0)) kept.push(each);
  }
  return kept;
}

function replaced(
  pieces: readonly CombiningSequence[],
  by: readonly Replacement[],
): readonly CombiningSequence[] {
  return pieces.flatMap((piece) => {
    const within = by.find(({ start, end }) => piece.start >= start && piece.start < end);
    if (within === undefined) return [piece];
    if (piece.start > within.start) return [];
    const { start, end, means } = within;
    return combiningSequencesOf(means).map(({ character }) => ({ start, end, character }));
  });
}
