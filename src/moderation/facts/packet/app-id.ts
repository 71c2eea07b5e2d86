import { textsLike } from '../../model/fact-values.js';
import { defineFact } from '../../model/fact.js';
import { noParameters } from '../no-parameters.js';

export const appId = defineFact({
  name: 'appId',
  words: { label: 'app', help: 'The id of the app (SdkAppid), in digits, as a text.' },
  type: 'text',
  values: textsLike(/^\d+$/u, 'a text of digits'),
  params: noParameters,
  source: { kind: 'packet', isCommon: () => true, read: ({ callback }) => callback.appId },
});
