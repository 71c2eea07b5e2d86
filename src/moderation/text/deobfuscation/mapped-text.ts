import { overlaps, type Span } from '../span.js';

/** A text derived from another one, with a map of its UTF-16 units to their source. */
export interface MappedText {
  readonly text: string;
  /** The part of the source that each unit stands for; `null` when each stands for itself. */
  readonly sources: readonly Span[] | null;
}

/** A match in a derived text; `shown` if it is read differently from the text there. */
export interface MappedMatch extends Span {
  readonly shown?: string;
}

/** A match in a derived text, at its place in the source. */
export interface SourceMatch extends Span {
  /** The match as it was read. */
  readonly shown: string;
}

export function sourceMatchOf(
  { text, sources }: MappedText,
  { start, end }: Span,
  shown = text.slice(start, end),
): SourceMatch {
  if (sources === null) return { start, end, shown };
  let [from, to] = [sources[start]?.start ?? 0, sources[end - 1]?.end ?? 0];
  // Under an override of direction, the text that is displayed first is stored last.
  for (const source of sources.slice(start, end)) {
    from = Math.min(from, source.start);
    to = Math.max(to, source.end);
  }
  return { start: from, end: to, shown };
}

/** Replaces the matches of a global pattern; `by` returns `null` for a match that stays. */
export function replaceMapped(
  mapped: MappedText,
  pattern: RegExp,
  by: (match: RegExpMatchArray) => string | null,
): MappedText {
  let made: { text: string; sources: Span[]; upTo: number } | null = null;
  for (const match of mapped.text.matchAll(pattern)) {
    const replacement = by(match);
    if (replacement === null || replacement === match[0]) continue;
    made ??= { text: '', sources: [], upTo: 0 };
    const end = match.index + match[0].length;
    made.text += mapped.text.slice(made.upTo, match.index) + replacement;
    addSources(made.sources, mapped, made.upTo, match.index);
    const { start: from, end: to } = sourceMatchOf(mapped, { start: match.index, end }, '');
    for (let unit = 0; unit < replacement.length; unit += 1) made.sources.push({ start: from, end: to });
    made.upTo = end;
  }
  if (made === null) return mapped;
  addSources(made.sources, mapped, made.upTo, mapped.text.length);
  return { text: made.text + mapped.text.slice(made.upTo), sources: made.sources };
}

function addSources(to: Span[], { sources }: MappedText, start: number, end: number): void {
  for (let at = start; at < end; at += 1) to.push(sources?.[at] ?? { start: at, end: at + 1 });
}

/** The longest of matches that overlap, in the order of the text. */
export function longestMatches<M extends SourceMatch>(matches: readonly M[]): M[] {
  const taken: M[] = [];
  for (const match of matches.toSorted((a, b) => b.end - b.start - (a.end - a.start))) {
    if (!taken.some((other) => overlaps(other, match))) taken.push(match);
  }
  return taken.toSorted((a, b) => a.start - b.start);
}
