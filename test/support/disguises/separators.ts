import type { Addition } from './disguise.js';

const spaces = [' ', ' ', ' ', '  ', '\u00a0', '\u2003', '\u3000', '\u2009'];
const dots = ['.', '.', '·', '•', '…', '․', '。'];
const hyphens = ['-', '-', '–', '—', '‐', '−'];
const emoji = ['🙂', '🔥', '❤️', '⭐', '💋', '👉', '✨', '🍀', '💰', '👍🏽'];
const others = ['*', '~', '/', ',', '\\', '^', '♥', '★', '"', "'", '=', '>', '»'];

/** The same between all letters. */
export const spaced = separating('spaces', spaces);
export const dotted = separating('dots', dots);
export const hyphenated = separating('hyphens', hyphens);
export const underscored = separating('underscores', ['_']);
export const emojiBetween = separating('emoji', emoji);
export const punctuated = separating('other punctuation', others);

/** One or two of any kind, others in each gap. */
export const mixed: Addition = {
  kind: 'addition',
  name: 'mixed separators',
  family: 'separators',
  prepare(_, random) {
    const all = ['.', '-', '_', ' ', '*', '~', '•', '🔥', '/'];
    const separator = () => (random.pick(all) ?? '') + (random.onceIn(2) ? (random.pick(all) ?? '') : '');
    return (sign, last) => (last ? sign : sign + separator());
  },
};

function separating(name: string, separators: readonly string[]): Addition {
  return {
    kind: 'addition',
    name,
    family: 'separators',
    prepare(_, random) {
      const separator = random.pick(separators) ?? '';
      return (sign, last) => (last ? sign : sign + separator);
    },
  };
}
