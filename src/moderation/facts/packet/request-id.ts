import { defineFact } from '../../model/fact.js';
import { noParameters } from '../no-parameters.js';

export const requestId = defineFact({
  name: 'requestId',
  words: {
    label: 'request id',
    help: 'What the platform calls the request, as sent. Nothing vouches for it.',
  },
  type: 'text',
  nullWhen: 'the platform sent none',
  params: noParameters,
  source: { kind: 'packet', isCommon: () => true, read: ({ callback }) => callback.requestId },
});
