import { clip } from './clip.js';

/** NFKC may make one character into eighteen; what is made of a text stops here, in UTF-16 units. */
export const COMPOSED_UNITS = 512;

/** The start of a text with compatible characters made one (NFKC): full-width letters and digits become plain ones. */
export function compose(text: string): string {
  return clip(clip(text).normalize('NFKC'), COMPOSED_UNITS);
}

/** A composed text made comparable: without case, every run of white space a single space, none at the ends. */
export function foldComposed(composed: string): string {
  // By way of upper case, ß meets SS and ſ meets s; what case mapping took apart is composed again.
  const caseless = composed.toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFKC');
  return caseless.replaceAll(/\s+/gu, ' ').trim();
}

/** Two texts that fold to the same are the same term. */
export function fold(text: string): string {
  return foldComposed(compose(text));
}
