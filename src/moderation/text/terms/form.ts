/**
 * How far a text may differ from a term and still match. Each form finds everything that the forms before it find.
 * - `exact`: the same characters; white space and how accents are encoded do not matter.
 * - `folded`: the same letters, in any case, width, style, Chinese or kana type, and with invisible characters between.
 * - `skeleton`: also look-alikes: letters of other scripts, digits and symbols, accents, strikes, jamo, ornamental alphabets, numerals.
 * - `loose`: also separated or repeated letters, attached articles and numbers, and Chinese by its sound or written apart.
 */
export const forms = ['exact', 'folded', 'skeleton', 'loose'] as const;

export type Form = (typeof forms)[number];

/** The numbers of the forms, the strictest first. */
export const EXACT = 0;
export const FOLDED = 1;
export const SKELETON = 2;
export const LOOSE = 3;
