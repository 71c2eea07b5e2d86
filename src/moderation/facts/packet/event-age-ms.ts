import { wholeNumbers } from '../../model/fact-values.js';
import { defineFact } from '../../model/fact.js';
import { noParameters } from '../no-parameters.js';

export const eventAgeMs = defineFact({
  name: 'eventAgeMs',
  words: {
    label: 'age of the event',
    help: "How long before its receipt the answer was given by the platform's clock, in milliseconds. Below zero when that clock is ahead of ours.",
  },
  type: 'number',
  values: wholeNumbers(Number.NEGATIVE_INFINITY),
  nullWhen: 'the packet has no event time',
  params: noParameters,
  source: {
    kind: 'packet',
    isCommon: () => true,
    read: ({ callback: { eventTime, receivedAt, wallClockAt = receivedAt } }) =>
      eventTime === null ? null : wallClockAt - eventTime,
  },
});
