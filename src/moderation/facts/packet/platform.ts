import { defineFact } from '../../model/fact.js';
import { noParameters } from '../no-parameters.js';

export const platform = defineFact({
  name: 'platform',
  words: {
    label: 'platform',
    help: 'The kind of client that the answer came from (OptPlatform), in lower case. The platform may add others.',
  },
  type: 'text',
  nullWhen: 'the platform did not say',
  values: { kind: 'text', maxUnits: Number.POSITIVE_INFINITY, isLowerCase: true },
  suggestions: ['android', 'ios', 'ipad', 'mac', 'restapi', 'unknown', 'web', 'windows'],
  params: noParameters,
  source: {
    kind: 'packet',
    isCommon: () => true,
    read: ({ callback }) => callback.platform?.toLowerCase() ?? null,
  },
});
