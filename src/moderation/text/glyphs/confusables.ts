import confusables from 'unhomoglyph/data.json' with { type: 'json' };
import { hanNumerals } from './han.js';
import { withoutMarks } from './marks.js';
import { foldVariants } from './letter-variants.js';

/** Unicode's table of confusable characters (TR39). */
const confusableWith: ReadonlyMap<string, string> = new Map(Object.entries(confusables));

/** Additions to the table, which compares identifiers rather than what a hurried reader sees. */
const ownConfusables = new Map(
  Object.entries({
    ...lettersLike('βßꞵвьъθ', 'b'),
    ...lettersLike('еєэ€εɜзʒȝ', 'e'),
    ...lettersLike('кκĸ', 'k'),
    ...lettersLike('мṃ', 'm'),
    ...lettersLike('нһ#', 'h'),
    ...lettersLike('πпη', 'n'),
    ...lettersLike('тτ', 't'),
    ...lettersLike('яг', 'r'),
    ...lettersLike('шщω', 'w'),
    ...lettersLike('уγ¥', 'y'),
    ...lettersLike('µμυци', 'u'),
    ...lettersLike('£', 'l'),
    ...lettersLike('¢©(', 'c'),
    ...lettersLike('§', 's'),
    ...lettersLike('ø', 'o'),
    ...lettersLike('ж×χ', 'x'),
    ...lettersLike('ʃ', 'σ'),
    ...lettersLike('ʌλⲗ', 'л'),
    ...Object.fromEntries(
      [...'ⲁⲃⲉⲍⲏⲑⲓⲕⲙⲛⲟⲡⲣⲥⲧⲩⲭⲱ'].map((coptic, at) => [coptic, [...'abezhθikmnoпpctyxw'][at] ?? coptic]),
    ),
    ...lettersLike('才', 'オ'),
    ...lettersLike('千', 'チ'),
    ...lettersLike('丿', 'ノ'),
    ...lettersLike('三', 'ミ'),
    ...Object.fromEntries(
      hanNumerals.flatMap((all) => Object.entries(lettersLike(all.slice(1), all.charAt(0)))),
    ),
    ...lettersLike('0', 'o'),
    ...lettersLike('1|!i', 'l'),
    ...lettersLike('2ζ', 'z'),
    ...lettersLike('3', 'e'),
    ...lettersLike('4@ч', 'a'),
    ...lettersLike('5$', 's'),
    ...lettersLike('69б', 'g'),
    ...lettersLike('7+', 't'),
    ...lettersLike('8', 'b'),
  }),
);

/** The longest chain of look-alikes: small capitals look like letters that look like others. */
const MAX_STEPS = 4;

/**
 * The shape of a character: a code point that all its look-alikes share, a small letter for Latin. The function is idempotent, because
 * look-alikes of look-alikes have the same shape.
 */
export function shapeOf(point: number): number {
  let shape = String.fromCodePoint(point);
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const next = confusableOf(shape);
    if (next === shape) break;
    shape = next;
  }
  return shape.codePointAt(0) ?? point;
}

function confusableOf(character: string): string {
  const own = ownConfusables.get(character);
  if (own !== undefined) return own;
  const table = (confusableWith.get(character) ?? confusableCapital(character))
    .normalize('NFKC')
    .toLowerCase();
  const looks = foldVariants(withoutMarks(table).normalize('NFC'));
  // m looks like rn, but a reader sees one letter; and no reader takes a letter for punctuation.
  return [...looks].length === 1 && /[\p{Ll}\p{Lo}\p{N}]/u.test(looks) ? looks : character;
}

/** Where the table has only the capital letter, the small one looks the same. */
function confusableCapital(character: string): string {
  const capital = character.toUpperCase();
  return capital > '\u007f' ? (confusableWith.get(capital) ?? character) : character;
}

function lettersLike(characters: string, letter: string): Record<string, string> {
  return Object.fromEntries([...characters].map((character) => [character, letter]));
}
