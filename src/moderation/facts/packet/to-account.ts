import { defineFact } from '../../model/fact.js';
import { noParameters } from '../no-parameters.js';

export const toAccount = defineFact({
  name: 'toAccount',
  words: {
    label: 'account that is answered',
    help: 'The account that had sent the friend request and is now answered (To_Account), exactly as the platform names it.',
  },
  type: 'text',
  params: noParameters,
  source: { kind: 'packet', read: ({ response }) => response.toAccount },
});
