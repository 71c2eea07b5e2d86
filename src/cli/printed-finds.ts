import { invisibleIn, withInvisible } from '../moderation/text/invisible.js';
import type { TermFind } from '../moderation/text/term-find.js';

/** A term found in a text, for people: the text with the place marked, and what was read as something else. */
export function printedFind(list: string, text: string, { term, form, span, read }: TermFind): string {
  const found = text.slice(span.start, span.end);
  const marked = `${text.slice(0, span.start)}⟦${found}⟧${text.slice(span.end)}`;
  const readings = read
    .map((part) => ({ sent: text.slice(part.span.start, part.span.end), as: part.as }))
    .filter(({ sent, as }) => sent !== as)
    .map(({ sent, as }) => `${withInvisible(sent)} = ${as}`);
  return [
    `${list}: "${term}" in ${form} form`,
    `  ${withInvisible(marked)}`,
    ...(readings.length === 0 ? [] : [`  read: ${readings.join(', ')}`]),
    ...invisibleIn(found).map((sign) => `  unseen: ${sign}`),
  ].join('\n');
}
