/** Viramas, which join two letters of an Indic script into one glyph: the marks of combining class 9. */
const virama =
  /[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d3b\u0d3c\u0d4d\u0dca\u1039\u17d2\ua953\ua9c0]$/u;

/** Whether a character ends in a virama, and is one glyph with the letter after it. */
export function endsInVirama(character: string): boolean {
  return virama.test(character);
}
