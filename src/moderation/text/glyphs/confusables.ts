import { createRequire } from 'node:module';
import { z } from 'zod';
import { withoutMarks } from './marks.js';
import { withoutVariant } from './letter-variants.js';

// Unicode's table of confusable characters (TR39). The package exports it as a JSON file.
const confusables = z
  .record(z.string(), z.string())
  .parse(createRequire(import.meta.url)('unhomoglyph/data.json'));

/** What the table leaves out, or takes for several letters: it compares identifiers, not what a hurried reader sees. */
const more = new Map(
  Object.entries({
    ...drawn('βßꞵвьъθ', 'b'),
    ...drawn('еєэ€εɜзʒȝ', 'e'),
    ...drawn('кκĸ', 'k'),
    ...drawn('мṃ', 'm'),
    ...drawn('нһ#', 'h'),
    ...drawn('πпη', 'n'),
    ...drawn('тτ', 't'),
    ...drawn('яг', 'r'),
    ...drawn('шщω', 'w'),
    ...drawn('уγ¥', 'y'),
    ...drawn('µμυци', 'u'),
    ...drawn('£', 'l'),
    ...drawn('¢©(', 'c'),
    ...drawn('§', 's'),
    ...drawn('ø', 'o'),
    ...drawn('ж×χ', 'x'),
    ...drawn('ʃ', 'σ'),
    ...drawn('ʌλⲗ', 'л'),
    ...Object.fromEntries(
      [...'ⲁⲃⲉⲍⲏⲑⲓⲕⲙⲛⲟⲡⲣⲥⲧⲩⲭⲱ'].map((coptic, at) => [coptic, [...'abezhθikmnoпpctyxw'][at] ?? coptic]),
    ),
    ...drawn('才', 'オ'),
    ...drawn('千', 'チ'),
    ...drawn('丿', 'ノ'),
    ...drawn('三', 'ミ'),
    ...drawn('0', 'o'),
    ...drawn('1|!i', 'l'),
    ...drawn('2ζ', 'z'),
    ...drawn('3', 'e'),
    ...drawn('4@ч', 'a'),
    ...drawn('5$', 's'),
    ...drawn('69б', 'g'),
    ...drawn('7+', 't'),
    ...drawn('8', 'b'),
  }),
);

/** Steps from a character to what it looks like, at most: small capitals look like letters that look like others. */
const STEPS = 4;

/**
 * What all characters that look like this one have in common: a code point, in small letters for Latin. Look-alikes of look-alikes
 * are the same, so it changes nothing when applied again.
 */
export function shapeOf(point: number): number {
  let shape = String.fromCodePoint(point);
  for (let step = 0; step < STEPS; step += 1) {
    const next = drawnLike(shape);
    if (next === shape) break;
    shape = next;
  }
  return shape.codePointAt(0) ?? point;
}

function drawnLike(character: string): string {
  const own = more.get(character);
  if (own !== undefined) return own;
  const table = (confusables[character] ?? capitalLooks(character)).normalize('NFKC').toLowerCase();
  const looks = withoutVariant(withoutMarks(table).normalize('NFC'));
  // m looks like rn, but is one letter to whoever reads a word; and no letter is read as a mark of punctuation.
  return [...looks].length === 1 && /[\p{Ll}\p{Lo}\p{N}]/u.test(looks) ? looks : character;
}

/** Letters that the table has in capitals only look like those, or at least are nothing else. */
function capitalLooks(character: string): string {
  const capital = character.toUpperCase();
  return capital > '\u007f' ? (confusables[capital] ?? character) : character;
}

function drawn(characters: string, letter: string): Record<string, string> {
  return Object.fromEntries([...characters].map((character) => [character, letter]));
}
