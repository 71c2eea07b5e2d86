import { EXACT, FOLDED, SKELETON, forms, type Form } from './form.js';
import { gap, type Signs } from '../glyphs/glyph-text.js';
import { readTerm } from './normalized-text.js';

/** A text as one of the forms has it: two texts that are the same there are the same term in that form. */
export function inForm(text: string, form: Form): string {
  const number = forms.indexOf(form);
  if (number === EXACT) return text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();
  const { signs } = readTerm(text);
  if (number === FOLDED) return spaced(signs, ({ plain }) => String.fromCodePoint(plain));
  if (number === SKELETON) return spaced(signs, ({ shape }) => String.fromCodePoint(shape));
  return signs.signs
    .filter(({ shape }, at) => shape !== signs.signs[at - 1]?.shape)
    .map(({ shape }) => String.fromCodePoint(shape))
    .join('');
}

function spaced({ signs, gaps }: Signs, write: (sign: Signs['signs'][number]) => string): string {
  return signs.map((sign, at) => (at > 0 && gaps[at] !== gap.none ? ' ' : '') + write(sign)).join('');
}
