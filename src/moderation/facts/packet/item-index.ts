import { defineFact } from '../../model/fact.js';
import { noParameters } from '../no-parameters.js';

export const itemIndex = defineFact({
  name: 'itemIndex',
  words: { label: 'place in the packet', help: 'Where in its packet the answer stands. The first is 0.' },
  type: 'number',
  params: noParameters,
  source: { kind: 'packet', read: ({ callback, response }) => callback.items.indexOf(response) },
});
