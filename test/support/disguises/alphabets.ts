import { compatibleWith } from './compatible.js';
import type { Substitution } from './disguise.js';
import { byBase, byBases, letterOf, tableOf } from './graphemes.js';

const latin = 'abcdefghijklmnopqrstuvwxyz';
const greek = 'αβγδεζηθικλμνξοπρςστυφχψω';

function run(first: number, length: number): string {
  return Array.from({ length }, (_, at) => String.fromCodePoint(first + at)).join('');
}

/** Bold, bold italic, bold script, fraktur, double-struck, sans-serif, monospace … */
const mathematicalRuns = [0x1d41a, 0x1d482, 0x1d4ea, 0x1d51e, 0x1d552, 0x1d586, 0x1d5ba, 0x1d5ee, 0x1d68a];
const mathematicalLetters = new Map<string, readonly string[]>([
  ...[...latin].map(
    (letter, at) => [letter, mathematicalRuns.map((first) => String.fromCodePoint(first + at))] as const,
  ),
  ...[...greek].map(
    (letter, at) =>
      [letter, [0x1d6c2, 0x1d736, 0x1d7aa].map((first) => String.fromCodePoint(first + at))] as const,
  ),
  ...compatibleWith(0x1ee00, 0x1eebb),
]);

function alphabet(name: string, sign: Substitution['replacementOf']): Substitution {
  return { kind: 'substitution', name, family: name, replacementOf: sign, minShare: 0.5, maxShare: 1 };
}

export const mathematical = alphabet('mathematical', byBases(mathematicalLetters));

const katakana = compatibleWith(0x32d0, 0x32fe);
const ring = tableOf(latin, run(0x24d0, 26));
export const circled = alphabet('circled', byBases(new Map([...[...ring].map(singly), ...katakana])));
export const squared = alphabet('squared', unmarked(tableOf(latin, run(0x1f130, 26))));
export const negativeCircled = alphabet('negative circled', unmarked(tableOf(latin, run(0x1f150, 26))));
export const parenthesized = alphabet('parenthesized', unmarked(tableOf(latin, run(0x249c, 26))));
export const smallCapitals = alphabet('small capitals', byBase(tableOf(latin, 'ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡ ʏᴢ')));

const raisedLatin = tableOf(latin, 'ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖ ʳˢᵗᵘᵛʷˣʸᶻ');
const raisedCyrillic = compatibleWith(0x1e030, 0x1e06d);
export const superscript = alphabet(
  'superscript',
  byBases(new Map([...[...raisedLatin].map(singly), ...raisedCyrillic])),
);
export const subscript = alphabet('subscript', byBase(tableOf(latin, 'ₐ   ₑ  ₕᵢⱼₖₗₘₙₒₚ ᵣₛₜᵤᵥ ₓ  ')));

const squares = tableOf(latin, run(0x1f170, 26));
/** As emoji too: 🅰️, 🅱️, 🅾️, 🅿️ are what keyboards offer. */
export const negativeSquared = alphabet('negative squared', (sign, random) => {
  const square = unmarked(squares)(sign);
  return square !== null && random.onceIn(3) ? `${square}\ufe0f` : square;
});

/** Letters with marks have no such form. */
function unmarked(table: ReadonlyMap<string, string>): (sign: string) => string | null {
  return (sign) => (letterOf(sign).marks === '' ? (table.get(sign.toLowerCase()) ?? null) : null);
}

function singly([sign, form]: readonly [string, string]): readonly [string, readonly string[]] {
  return [sign, [form]];
}
