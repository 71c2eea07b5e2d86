import { wholeNumbers } from '../../model/fact-values.js';
import { defineFact } from '../../model/fact.js';
import { noParameters } from '../no-parameters.js';

export const eventTime = defineFact({
  name: 'eventTime',
  words: {
    label: 'event time',
    help: "When the answer was given by the platform's clock (EventTime), in milliseconds since 1970. Counters do not use it.",
  },
  type: 'number',
  values: wholeNumbers(Number.NEGATIVE_INFINITY),
  nullWhen: 'the packet has no event time',
  params: noParameters,
  source: { kind: 'packet', isCommon: () => true, read: ({ callback }) => callback.eventTime },
});
