import { clip } from './clip.js';

/** The limit of a composed text in UTF-16 units: NFKC may make eighteen characters of one. */
export const COMPOSED_UNITS = 512;

/** The beginning of a text in NFKC, in which full-width letters and digits are plain ones. */
export function compose(text: string): string {
  return clip(clip(text).normalize('NFKC'), COMPOSED_UNITS);
}
