import { wholeNumbers } from '../../model/fact-values.js';
import { EVENT_RETENTION_MS } from '../../state/event-retention.js';
import { defineFact } from '../../model/fact.js';
import { noParameters } from '../no-parameters.js';

export const sinceUnblockMs = defineFact({
  name: 'sinceUnblockMs',
  words: {
    label: 'time since un-blocking',
    help: 'How long ago the account that answers last took the account that is answered off its blocklist, in milliseconds.',
  },
  type: 'number',
  values: wholeNumbers(0, EVENT_RETENTION_MS),
  nullWhen: 'it never did, as far as is recorded',
  params: noParameters,
  source: {
    kind: 'state',
    question: () => ({ kind: 'sinceUnblock' }),
  },
});
