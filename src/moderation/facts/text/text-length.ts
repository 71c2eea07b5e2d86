import { defineTextFacts } from './text-facts.js';

export const textLengths = defineTextFacts({
  suffix: 'Length',
  type: 'number',
  label: 'length of the {text}',
  help: 'How many characters the {text} has, in Unicode code points: an emoji may be several. Counting stops after the first 128 UTF-16 units.',
  read: (text) => text.length,
});
