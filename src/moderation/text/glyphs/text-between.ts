import type { GlyphText } from './glyph-text.js';

const invisible = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;

/** The text between a glyph and the one before it, without invisible characters. Where the direction is overridden, it is stored behind. */
export function textBetween({ text, starts, ends }: GlyphText, at: number): string {
  const isTurned = (starts[at] ?? 0) < (starts[at - 1] ?? 0);
  return (isTurned ? text.slice(ends[at], starts[at - 1]) : text.slice(ends[at - 1], starts[at]))
    .normalize('NFKC')
    .replaceAll(invisible, '')
    .replaceAll(/\s+/gu, ' ');
}
