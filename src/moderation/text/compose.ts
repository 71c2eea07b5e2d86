import { clip } from './clip.js';

/** NFKC may make one character into eighteen; what is made of a text stops here, in UTF-16 units. */
export const COMPOSED_UNITS = 512;

/** The start of a text with compatible characters made one (NFKC): full-width letters and digits become plain ones. */
export function compose(text: string): string {
  return clip(clip(text).normalize('NFKC'), COMPOSED_UNITS);
}
