import { z } from 'zod';
import { defineFact } from '../../model/fact.js';
import { accountRole } from './account-role.js';

export const labels = defineFact({
  name: 'labels',
  words: {
    label: 'labels',
    help: 'The labels that the account carries now, by name. Those that have expired do not count.',
  },
  type: 'texts',
  params: z.strictObject({ of: accountRole }),
  source: {
    kind: 'state',
    question: ({ of }) => ({ kind: 'labels', of }),
  },
});
