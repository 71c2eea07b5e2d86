import { defineFact } from '../../model/fact.js';
import { noParameters } from '../no-parameters.js';

export const requesterDiffers = defineFact({
  name: 'requesterDiffers',
  words: {
    label: 'another account issued the call',
    help: 'Whether the account that issued the call is another one than the account that answers.',
  },
  type: 'boolean',
  params: noParameters,
  source: {
    kind: 'packet',
    isCommon: () => true,
    read: ({ callback }) => callback.requesterAccount !== callback.fromAccount,
  },
});
