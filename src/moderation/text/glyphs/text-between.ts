import type { GlyphText } from './glyph-text.js';

const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;

/** What stands before a glyph and after the one before it; in a text that turns its direction, that is written behind it. */
export function textBetween({ text, starts, ends }: GlyphText, at: number): string {
  const isTurned = (starts[at] ?? 0) < (starts[at - 1] ?? 0);
  return (isTurned ? text.slice(ends[at], starts[at - 1]) : text.slice(ends[at - 1], starts[at]))
    .normalize('NFKC')
    .replaceAll(invisible, '')
    .replaceAll(/\s+/gu, ' ');
}
