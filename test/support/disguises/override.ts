import type { Turn } from './disguise.js';
import { graphemesOf } from './graphemes.js';

/** Letters in an order that a directional override turns back, so that the term is what the screen shows. */
export const overridden: Turn = {
  kind: 'turn',
  name: 'right-to-left override',
  family: 'override',
  write(text, { script }, random) {
    // Joined letters would be drawn in the shapes of the wrong neighbours.
    if (script === 'Arabic') return null;
    const signs = graphemesOf(text);
    const whole = signs.length < 5 || random.onceIn(2);
    const start = whole ? 0 : 1 + random.below(signs.length - 4);
    const end = whole ? signs.length : start + 3;
    const override = script === 'Hebrew' ? '\u202d' : '\u202e';
    const turned = signs.slice(start, end).toReversed().join('');
    return signs.slice(0, start).join('') + override + turned + '\u202c' + signs.slice(end).join('');
  },
};
