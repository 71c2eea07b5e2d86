import type { TermMatch } from './find-terms.js';
import { forms, type Form } from './form.js';
import type { Span } from '../span.js';

/** A match explained: its place, its form, and how each character was read. */
export interface ExplainedMatch {
  /** As the list spells it. */
  readonly term: string;
  readonly form: Form;
  /** In the text as sent, widened to whole grapheme clusters. */
  readonly span: Span;
  /** The parts of the span that stand for something, in order. Characters between them were skipped. */
  readonly parts: readonly MatchedPart[];
}

export interface MatchedPart {
  readonly span: Span;
  /** The part of the term that it stands for. */
  readonly as: string;
}

const graphemeSegmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

export function explainMatch(
  term: string,
  { text, first, end, form, termGlyphs, retrace }: TermMatch,
): ExplainedMatch {
  const { glyphText } = text;
  const starts = glyphText.starts.slice(first, end);
  const ends = glyphText.ends.slice(first, end);
  const read = new Map<number, MatchedPart & { readonly upTo: number }>();
  retrace((termPlace, place) => {
    const start = glyphText.starts[place] ?? 0;
    const termStart = termGlyphs.starts[termPlace] ?? 0;
    const upTo = termGlyphs.ends[termPlace] ?? termStart;
    const before = read.get(start);
    const more = upTo === before?.upTo ? '' : termGlyphs.text.slice(termStart, upTo);
    read.set(start, {
      span: { start, end: glyphText.ends[place] ?? start },
      as: (before?.as ?? '') + more,
      upTo,
    });
  });
  return {
    term,
    form: forms[form] ?? 'loose',
    span: wholeGraphemes(glyphText.text, { start: Math.min(...starts), end: Math.max(...ends) }),
    parts: [...read.values()]
      .toSorted((a, b) => a.span.start - b.span.start)
      .map(({ span, as }) => ({ span, as })),
  };
}

/** The span, widened to whole grapheme clusters. */
function wholeGraphemes(text: string, span: Span): Span {
  let { start, end } = span;
  for (const { index, segment } of graphemeSegmenter.segment(text)) {
    const last = index + segment.length;
    if (index < start && last > start) start = index;
    if (index < end && last > end) end = last;
  }
  return { start, end };
}
