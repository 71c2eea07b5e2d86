import { invisibleIn, withInvisible } from '../moderation/text/invisible.js';
import type { ExplainedMatch } from '../moderation/text/terms/explain-match.js';

/** A term found in a text, for people: the text with the place marked, and what was read as something else. */
export function formatTermMatch(
  list: string,
  text: string,
  { term, form, span, parts }: ExplainedMatch,
): string {
  const found = text.slice(span.start, span.end);
  const marked = `${text.slice(0, span.start)}⟦${found}⟧${text.slice(span.end)}`;
  const readings = parts
    .map((part) => ({ sent: text.slice(part.span.start, part.span.end), as: part.as }))
    .filter(({ sent, as }) => sent !== as)
    .map(({ sent, as }) => `${withInvisible(sent)} = ${as}`);
  return [
    `${list}: "${term}" in ${form} form`,
    `  ${withInvisible(marked)}`,
    ...(readings.length === 0 ? [] : [`  read: ${readings.join(', ')}`]),
    ...invisibleLines(found),
  ].join('\n');
}

/** The answer for a text without a match. It names invisible characters, which are a usual reason for the search. */
export function formatNoMatch(lists: readonly string[], text: string): string {
  const unseen = invisibleLines(text);
  const shown = unseen.length === 0 ? [] : [`  ${withInvisible(text)}`];
  return [`nothing found in ${lists.join(', ')}`, ...shown, ...unseen].join('\n');
}

function invisibleLines(text: string): readonly string[] {
  return invisibleIn(text).map((sign) => `  unseen: ${sign}`);
}
