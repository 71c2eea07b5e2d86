import { aboutTexts } from './text-field.js';

export const textLinks = aboutTexts({
  suffix: 'Links',
  type: 'texts',
  label: 'links in the {text}',
  help: 'The links in the {text}, in its order: web addresses with or without https://, and IP addresses. E-mail addresses are contacts. To ask whether there are any, use the number of links.',
  read: (text) => text.links,
});

export const textLinkCounts = aboutTexts({
  suffix: 'LinkCount',
  type: 'number',
  label: 'number of links in the {text}',
  help: 'How many links the {text} holds, with or without https://.',
  read: (text) => text.links.length,
});
