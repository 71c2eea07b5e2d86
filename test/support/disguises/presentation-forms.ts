import { compatibleWith } from './compatible.js';
import type { Spelling } from './disguise.js';

/** By letter: alone, last, first, within. Letters that join to the right only have the first two. */
const arabic = new Map([...compatibleWith(0xfb50, 0xfbff), ...compatibleWith(0xfe80, 0xfefc)]);
/** Wide letters, and letters with points as they are precomposed. */
const hebrew = compatibleWith(0xfb21, 0xfb28);

/** The shapes of Arabic as a font draws them, and the wide ones of Hebrew. */
export const presentationForms: Spelling = {
  kind: 'spelling',
  name: 'presentation forms',
  family: 'presentation forms',
  write(text, { script }) {
    if (script === 'Hebrew') return [...text].map((letter) => hebrew.get(letter)?.[0] ?? letter).join('');
    return script === 'Arabic' ? shaped([...text]) : null;
  },
};

function shaped(letters: readonly string[]): string {
  return letters
    .map((letter, at) => {
      const forms = arabic.get(letter) ?? [];
      const after = joinsOn(letters[at - 1]);
      const before = joinsOn(letter) && (arabic.get(letters[at + 1] ?? '')?.length ?? 0) > 1;
      const place = (after ? 1 : 0) + (before ? 2 : 0);
      return forms[place] ?? forms[after ? 1 : 0] ?? letter;
    })
    .join('');
}

/** Whether a letter joins with the one after it. */
function joinsOn(letter: string | undefined): boolean {
  return (arabic.get(letter ?? '')?.length ?? 0) >= 4;
}
