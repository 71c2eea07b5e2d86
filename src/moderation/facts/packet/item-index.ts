import { wholeNumbers } from '../../model/fact-values.js';
import { MAX_JUDGED_ITEMS } from '../../model/decision.js';
import { defineFact } from '../../model/fact.js';
import { noParameters } from '../no-parameters.js';

export const itemIndex = defineFact({
  name: 'itemIndex',
  words: { label: 'place in the packet', help: 'Where in its packet the answer stands. The first is 0.' },
  type: 'number',
  values: wholeNumbers(0, MAX_JUDGED_ITEMS - 1),
  params: noParameters,
  source: { kind: 'packet', read: ({ callback, response }) => callback.items.indexOf(response) },
});
