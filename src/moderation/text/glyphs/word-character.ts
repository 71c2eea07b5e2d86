/**
 * Letters, digits and marks of scripts that put spaces between words. Korean is left out on purpose: it has spaces, but
 * particles stick to the word before them. Variation selectors follow emoji.
 */
const ofSpacedScript =
  /^(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Variation_Selector}\p{Me}])[\p{L}\p{N}\p{M}]/u;

/** Whether a character continues the word beside it. */
export function isWordCharacter(character: string): boolean {
  return ofSpacedScript.test(character);
}
