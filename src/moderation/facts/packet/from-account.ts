import { defineFact } from '../../model/fact.js';
import { noParameters } from '../no-parameters.js';

export const fromAccount = defineFact({
  name: 'fromAccount',
  words: {
    label: 'account that answers',
    help: 'The account that answers the friend request (From_Account), exactly as the platform names it.',
  },
  type: 'text',
  params: noParameters,
  source: { kind: 'packet', isCommon: () => true, read: ({ callback }) => callback.fromAccount },
});
