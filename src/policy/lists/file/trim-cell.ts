/** Characters that are taken off around cells that are not quoted: white space of ASCII, or all that are invisible. */
export type Trimming = 'ascii' | 'invisible';

const SPACE = 0x20;
const DELETE = 0x7f;

/** White space as CSV knows it. */
const SURROUNDING_SPACE = /^[ \t\n\f\r]+|[ \t\n\f\r]+$/gu;

/** A cell as earlier versions read it. */
export function trimAscii(cell: string): string {
  return cell.replace(SURROUNDING_SPACE, '');
}

/** White space, no-break spaces, zero-width and bidirectional marks, fillers. */
const UNSEEN = /[\s\p{Default_Ignorable_Code_Point}]/u;
/** They belong to the emoji before them. */
const VARIATION_SELECTOR = /\p{Variation_Selector}/u;

/** A cell without invisible characters around it. */
export function trimCell(cell: string): string {
  let [start, end] = [0, cell.length];
  while (start < end && isUnseen(cell, start)) start += 1;
  while (end > start && isUnseen(cell, end - 1)) end -= 1;
  return start === 0 && end === cell.length ? cell : cell.slice(start, end);
}

/** The first invisible character at an end of a text; `null` where there is none. */
export function invisibleAround(text: string): string | null {
  return (
    [0, text.length - 1].filter((at) => at >= 0 && isUnseen(text, at)).map((at) => text.charAt(at))[0] ?? null
  );
}

function isUnseen(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  if (unit > SPACE && unit < DELETE) return false;
  // Chinese characters and Hangul syllables.
  if (unit >= 0x4e00 && unit <= 0xd7a3) return false;
  const character = text.charAt(at);
  return UNSEEN.test(character) && !VARIATION_SELECTOR.test(character);
}
