import { wholeNumbers } from '../../model/fact-values.js';
import { MAX_COMPONENT_POINTS } from '../../state/reputation-weights.js';
import { z } from 'zod';
import { defineFact } from '../../model/fact.js';
import { reputationComponents } from '../../state/reputation.js';
import { accountRole } from './account-role.js';
import { componentNames } from '../../model/question.js';

const meanings = componentNames.map((name) => `${name}: ${reputationComponents[name].words.toLowerCase()}`);

export const reputationPart = defineFact({
  name: 'reputationPart',
  words: {
    label: 'part of the reputation',
    help: `The points that one kind of event adds to the reputation of the account now: whole points, rounded towards 0, below 0 where it lowers it, and 0 when there was none. The kinds: ${meanings.join('; ')}.`,
  },
  type: 'number',
  values: wholeNumbers(-MAX_COMPONENT_POINTS, MAX_COMPONENT_POINTS),
  params: z.strictObject({
    of: accountRole,
    part: z.enum(componentNames).describe('The kind of event'),
  }),
  source: {
    kind: 'state',
    question: ({ of, part }) => ({ kind: 'reputationPart', of, part }),
  },
});
