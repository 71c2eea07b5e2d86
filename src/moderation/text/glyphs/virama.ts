/** Marks that join two letters of an Indic script into one glyph: they have the combining class 9. */
const virama =
  /[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d3b\u0d3c\u0d4d\u0dca\u1039\u17d2\ua953\ua9c0]$/u;

/** Whether a character, the letter after it included, is one glyph to a reader. */
export function endsInVirama(character: string): boolean {
  return virama.test(character);
}
