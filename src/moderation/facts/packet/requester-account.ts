import { defineFact } from '../../model/fact.js';
import { noParameters } from '../no-parameters.js';

export const requesterAccount = defineFact({
  name: 'requesterAccount',
  words: {
    label: 'account that issued the call',
    help: 'The account in whose name the call was made (Requester_Account). Normally it is the one that answers; when the packet names none, it is taken to be.',
  },
  type: 'text',
  params: noParameters,
  source: { kind: 'packet', isCommon: () => true, read: ({ callback }) => callback.requesterAccount },
});
