import { defineFact } from '../../model/fact.js';
import { noParameters } from '../no-parameters.js';

/** Other spellings of the same client, in lower case: the platform's pages differ. */
const aliases: ReadonlyMap<string, string> = new Map([['macos', 'mac']]);

export const platform = defineFact({
  name: 'platform',
  words: {
    label: 'platform',
    help: 'The kind of client that the answer came from (OptPlatform), in lower case. macOS reads as mac. The platform may add others.',
  },
  type: 'text',
  nullWhen: 'the platform did not say',
  values: { kind: 'text', maxUnits: Number.POSITIVE_INFINITY, isLowerCase: true },
  suggestions: ['android', 'ios', 'ipad', 'mac', 'restapi', 'unknown', 'web', 'windows'],
  params: noParameters,
  source: {
    kind: 'packet',
    isCommon: () => true,
    read({ callback }) {
      const lowerCase = callback.platform?.toLowerCase() ?? null;
      return lowerCase === null ? null : (aliases.get(lowerCase) ?? lowerCase);
    },
  },
});
