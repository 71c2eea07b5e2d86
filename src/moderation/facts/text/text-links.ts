import { wholeNumbers } from '../../model/fact-values.js';
import { CLIP_UNITS } from '../../text/clip.js';
import { defineTextFacts } from './text-facts.js';

export const textLinks = defineTextFacts({
  suffix: 'Links',
  type: 'texts',
  label: 'links in the {text}',
  help: 'The links in the {text}, in its order: web addresses with or without https://, and IP addresses. One in disguise counts, and is given as it is read: “example。com” and “example (dot) com” as “example.com”. E-mail addresses are contacts. To ask whether there are any, use the number of links.',
  read: (text) => text.links,
});

export const textLinkCounts = defineTextFacts({
  suffix: 'LinkCount',
  type: 'number',
  values: wholeNumbers(0, CLIP_UNITS),
  label: 'number of links in the {text}',
  help: 'How many links the {text} holds, with or without https://.',
  read: (text) => text.links.length,
});
