import { wholeNumbers } from '../../model/fact-values.js';
import { MAX_ANSWERED_ITEMS } from '../../model/decision.js';
import { defineFact } from '../../model/fact.js';
import { noParameters } from '../no-parameters.js';

export const batchSize = defineFact({
  name: 'batchSize',
  words: {
    label: 'answers in the packet',
    help: 'How many friend requests are answered in the same call, this one and unreadable ones included.',
  },
  type: 'number',
  values: wholeNumbers(1, MAX_ANSWERED_ITEMS),
  params: noParameters,
  source: { kind: 'packet', isCommon: () => true, read: ({ callback }) => callback.items.length },
});
