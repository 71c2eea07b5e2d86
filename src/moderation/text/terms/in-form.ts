import { EXACT, FOLDED, SKELETON, forms, type Form } from './form.js';
import { gap, type GlyphText } from '../glyphs/glyph-text.js';
import { normalizeTerm } from './normalized-text.js';

/** The canonical text of a term in a form: two terms are the same in that form if their canonical texts are equal. */
export function inForm(text: string, form: Form): string {
  const number = forms.indexOf(form);
  if (number === EXACT) return text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();
  const { glyphText } = normalizeTerm(text);
  if (number === FOLDED) return spaced(glyphText, ({ plain }) => String.fromCodePoint(plain));
  if (number === SKELETON) return spaced(glyphText, ({ shape }) => String.fromCodePoint(shape));
  return glyphText.glyphs
    .filter(({ shape }, at) => shape !== glyphText.glyphs[at - 1]?.shape)
    .map(({ shape }) => String.fromCodePoint(shape))
    .join('');
}

function spaced({ glyphs, gaps }: GlyphText, write: (glyph: GlyphText['glyphs'][number]) => string): string {
  return glyphs.map((glyph, at) => (at > 0 && gaps[at] !== gap.none ? ' ' : '') + write(glyph)).join('');
}
