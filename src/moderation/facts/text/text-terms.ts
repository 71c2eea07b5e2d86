import { z } from 'zod';
import type { UserText } from '../../model/callback.js';
import { defineFact } from '../../model/fact.js';
import { listName } from '../list-name.js';
import { nullWhenAbsent, textFields, userTextOf } from './text-facts.js';

const params = z.strictObject({ list: listName });

export const textTerms = (['remark', 'tagName'] as const).map((field: UserText) =>
  defineFact({
    name: `${field}Terms`,
    words: {
      label: `terms found in the ${textFields[field]}`,
      help: `The terms of a list that stand in the ${textFields[field]}, as the list spells them, each once. A term is found in disguise, too, as far as its form goes; in scripts with spaces it stands as a whole word. To ask whether there are any, use the path $.length.`,
    },
    type: 'texts',
    nullWhen: nullWhenAbsent(field),
    params,
    list: ({ list }) => ({ name: list, kinds: ['terms'] }),
    source: {
      kind: 'packet',
      read({ callback, response, lists }, { list }) {
        const sent = userTextOf(response, field);
        return sent === null ? null : (lists.get(list)?.termsIn(sent, callback.receivedAt) ?? []);
      },
    },
  }),
);
