/**
 * Letters, digits and marks of scripts that put spaces between words. Korean is left out on purpose: it has spaces, but
 * particles stick to the word before them. Variation selectors follow emoji.
 */
const ofSpacedScript =
  /^(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Variation_Selector}\p{Me}])[\p{L}\p{N}\p{M}]/u;

/** Whether a match from `start` to `end` stands as a word: no letter of a spaced script goes on beyond either end. */
export function standsAsWord(text: string, start: number, end: number): boolean {
  return !runsOn(text, start) && !runsOn(text, end);
}

/** Whether a word goes on across the position. */
function runsOn(text: string, position: number): boolean {
  return (
    ofSpacedScript.test(characterBefore(text, position)) &&
    ofSpacedScript.test(text.slice(position, position + 2))
  );
}

function characterBefore(text: string, position: number): string {
  const last = text.slice(Math.max(0, position - 1), position);
  const pair = text.slice(Math.max(0, position - 2), position);
  return [...pair].length === 1 ? pair : last;
}
