/**
 * How far a text may stray from a term and still be the term; each form finds what those before it find.
 * - `exact`: the same characters; white space and how accents are encoded do not matter.
 * - `folded`: the same letters, whatever their case, width, style and Chinese or kana type, and whatever cannot be seen.
 * - `skeleton`: also what looks like the letter: foreign look-alikes, digits and symbols, accents, strikes, jamo.
 * - `loose`: also letters parted or repeated, and Chinese by its sound or written apart.
 */
export const forms = ['exact', 'folded', 'skeleton', 'loose'] as const;

export type Form = (typeof forms)[number];

/** Their numbers, from the strictest on. */
export const EXACT = 0;
export const FOLDED = 1;
export const SKELETON = 2;
export const LOOSE = 3;
