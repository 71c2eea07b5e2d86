import { wholeNumbers } from '../../model/fact-values.js';
import { z } from 'zod';
import { defineFact } from '../../model/fact.js';
import { accountRole } from './account-role.js';

export const reputation = defineFact({
  name: 'reputation',
  words: {
    label: 'reputation',
    help: 'A score from 0 (worst) to 100 made of what happened to the account, old events weighing less. Everybody starts at 50.',
  },
  type: 'number',
  values: wholeNumbers(0, 100),
  params: z.strictObject({ of: accountRole }),
  source: {
    kind: 'state',
    question: ({ of }) => ({ kind: 'reputation', of }),
  },
});
