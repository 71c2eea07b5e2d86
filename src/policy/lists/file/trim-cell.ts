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

/**
 * White space, no-break spaces, zero-width and bidirectional marks, fillers. Variation selectors are none of them: they belong to
 * the emoji before them.
 */
const UNSEEN = String.raw`[\s\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0]+`;
const UNSEEN_AROUND = new RegExp(`^${UNSEEN}|${UNSEEN}$`, 'gu');

/** A cell without invisible characters around it. */
export function trimCell(cell: string): string {
  const [first, last] = [cell.charCodeAt(0), cell.charCodeAt(cell.length - 1)];
  const isPlain = first > SPACE && first < DELETE && last > SPACE && last < DELETE;
  return isPlain ? cell : cell.replace(UNSEEN_AROUND, '');
}

/** The first invisible character at an end of a text; `null` where there is none. */
export function invisibleAround(text: string): string | null {
  return new RegExp(`^${UNSEEN}|${UNSEEN}$`, 'u').exec(text)?.[0] ?? null;
}
