import type { Find } from './find-terms.js';
import { forms, type Form } from './form.js';
import type { Signs } from '../glyphs/glyph-text.js';
import type { Span } from '../span.js';

/** A term found in a text, for people: where, in which form, and how each character was read. */
export interface TermFind {
  /** As the list spells it. */
  readonly term: string;
  readonly form: Form;
  /** In the text as it was sent, on the borders of what a reader sees as characters. */
  readonly span: Span;
  /** The parts of the span that were read as something, in their order. What stands between them was skipped. */
  readonly read: readonly ReadPart[];
}

export interface ReadPart {
  readonly span: Span;
  /** The part of the term that it was read as. */
  readonly as: string;
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** @param termSigns of the find's term */
export function termFind(
  term: string,
  termSigns: Signs,
  { reading, first, end, form, retrace }: Find,
): TermFind {
  const { signs } = reading;
  const starts = signs.starts.slice(first, end);
  const ends = signs.ends.slice(first, end);
  const read = new Map<number, ReadPart & { readonly upTo: number }>();
  retrace((termPlace, place) => {
    const start = signs.starts[place] ?? 0;
    const termStart = termSigns.starts[termPlace] ?? 0;
    const upTo = termSigns.ends[termPlace] ?? termStart;
    const before = read.get(start);
    const more = upTo === before?.upTo ? '' : termSigns.text.slice(termStart, upTo);
    read.set(start, {
      span: { start, end: signs.ends[place] ?? start },
      as: (before?.as ?? '') + more,
      upTo,
    });
  });
  return {
    term,
    form: forms[form] ?? 'loose',
    span: wholeGraphemes(signs.text, { start: Math.min(...starts), end: Math.max(...ends) }),
    read: [...read.values()]
      .toSorted((a, b) => a.span.start - b.span.start)
      .map(({ span, as }) => ({ span, as })),
  };
}

/** The span, made wider where it would cut what a reader sees as one character. */
function wholeGraphemes(text: string, span: Span): Span {
  let { start, end } = span;
  for (const { index, segment } of graphemes.segment(text)) {
    const last = index + segment.length;
    if (index < start && last > start) start = index;
    if (index < end && last > end) end = last;
  }
  return { start, end };
}
