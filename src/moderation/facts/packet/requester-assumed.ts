import { defineFact } from '../../model/fact.js';
import { noParameters } from '../no-parameters.js';

export const requesterAssumed = defineFact({
  name: 'requesterAssumed',
  words: {
    label: 'no issuer was named',
    help: 'Whether the packet left out who issued the call, so that the account that answers stands in.',
  },
  type: 'boolean',
  params: noParameters,
  source: { kind: 'packet', isCommon: () => true, read: ({ callback }) => callback.requesterAssumed },
});
