import type { UserText } from '../../model/callback.js';
import { defineFact } from '../../model/fact.js';
import { tooLong } from '../../text/clip.js';
import { noParameters } from '../no-parameters.js';
import { nullWhenAbsent, textFields, userTextOf } from './text-facts.js';

export const textsTooLong = (['remark', 'tagName'] as const).map((field: UserText) =>
  defineFact({
    name: `${field}TooLong`,
    words: {
      label: `${textFields[field]} is too long`,
      help: `Whether the ${textFields[field]} has more than 128 UTF-16 units, so that the other facts about it see its beginning only. The platform's own limit is lower: who sends this does not use its client.`,
    },
    type: 'boolean',
    nullWhen: nullWhenAbsent(field),
    params: noParameters,
    source: {
      kind: 'packet',
      read({ response }) {
        const sent = userTextOf(response, field);
        return sent === null ? null : tooLong(sent);
      },
    },
  }),
);
