import { textsLike } from '../../model/fact-values.js';
import { defineFact } from '../../model/fact.js';
import { noParameters } from '../no-parameters.js';

export const clientAddress = defineFact({
  name: 'clientAddress',
  words: {
    label: 'client address',
    help: 'The IP address of the client (ClientIP), as sent. Many people may share one: carrier networks, companies, schools. For ranges use a list of addresses.',
  },
  type: 'text',
  nullWhen: 'the platform sent none',
  values: textsLike(
    /^[\da-f.:%a-z]+$/iu,
    'a single IP address',
    'for a range, ask inList of a list of addresses',
  ),
  params: noParameters,
  source: { kind: 'packet', isCommon: () => true, read: ({ callback }) => callback.clientAddress },
});
