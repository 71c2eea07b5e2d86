import { overlaps, type Span } from '../span.js';

/** A text made of another one, and where each of its UTF-16 units comes from. */
export interface MappedText {
  readonly text: string;
  /** The part of the other text that each unit stands for; `null` when each stands for itself. */
  readonly sources: readonly Span[] | null;
}

/** A part of what was made of a text; `shown` where it is read as something else than it says there. */
export interface MappedMatch extends Span {
  readonly shown?: string;
}

/** A part of a text that was found in what was made of it. */
export interface SourceMatch extends Span {
  /** How it was read; its span is where it stands in the text as it was written. */
  readonly shown: string;
}

export function sourceMatchOf(
  { text, sources }: MappedText,
  { start, end }: Span,
  shown = text.slice(start, end),
): SourceMatch {
  if (sources === null) return { start, end, shown };
  let [from, to] = [sources[start]?.start ?? 0, sources[end - 1]?.end ?? 0];
  // Where a text turns its direction, what is displayed first is written last.
  for (const place of sources.slice(start, end)) {
    from = Math.min(from, place.start);
    to = Math.max(to, place.end);
  }
  return { start: from, end: to, shown };
}

/** Replaces what a global pattern matches; `by` answers `null` where a match is to stay. */
export function replaceMapped(
  placed: MappedText,
  pattern: RegExp,
  by: (match: RegExpMatchArray) => string | null,
): MappedText {
  let made: { text: string; places: Span[]; upTo: number } | null = null;
  for (const match of placed.text.matchAll(pattern)) {
    const replacement = by(match);
    if (replacement === null || replacement === match[0]) continue;
    made ??= { text: '', places: [], upTo: 0 };
    const end = match.index + match[0].length;
    made.text += placed.text.slice(made.upTo, match.index) + replacement;
    addPlaces(made.places, placed, made.upTo, match.index);
    const { start: from, end: to } = sourceMatchOf(placed, { start: match.index, end }, '');
    for (let unit = 0; unit < replacement.length; unit += 1) made.places.push({ start: from, end: to });
    made.upTo = end;
  }
  if (made === null) return placed;
  addPlaces(made.places, placed, made.upTo, placed.text.length);
  return { text: made.text + placed.text.slice(made.upTo), sources: made.places };
}

function addPlaces(places: Span[], { sources: known }: MappedText, start: number, end: number): void {
  for (let at = start; at < end; at += 1) places.push(known?.[at] ?? { start: at, end: at + 1 });
}

/** Of finds in several readings of a text those that count: where some share a part of the text, the longest. In its order. */
export function longestMatches<F extends SourceMatch>(finds: readonly F[]): F[] {
  const taken: F[] = [];
  for (const find of finds.toSorted((a, b) => b.end - b.start - (a.end - a.start))) {
    if (!taken.some((other) => overlaps(other, find))) taken.push(find);
  }
  return taken.toSorted((a, b) => a.start - b.start);
}
