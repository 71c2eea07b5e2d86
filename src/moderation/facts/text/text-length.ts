import { wholeNumbers } from '../../model/fact-values.js';
import { CLIP_UNITS } from '../../text/clip.js';
import { defineTextFacts } from './text-facts.js';

export const textLengths = defineTextFacts({
  suffix: 'Length',
  type: 'number',
  values: wholeNumbers(0, CLIP_UNITS),
  label: 'length of the {text}',
  help: 'How many characters the {text} has, in Unicode code points: an emoji may be several. Counting stops after the first 128 UTF-16 units.',
  read: (text) => text.length,
});
