import { wholeNumbers } from '../../model/fact-values.js';
import { z } from 'zod';
import { defineFact } from '../../model/fact.js';
import { dimensions, rateKinds } from '../../model/question.js';
import { duration } from '../../model/duration.js';

const by = z
  .array(z.enum(dimensions))
  .min(1)
  .refine((each) => new Set(each).size === each.length, 'name each only once')
  .transform((each) => dimensions.filter((dimension) => each.includes(dimension)))
  .describe('Whose events are counted together; several count per combination, in any order');

const params = z
  .strictObject({
    of: z.enum(rateKinds).describe('What is counted'),
    by,
    within: duration,
    distinct: z
      .enum(dimensions)
      .exclude(['app'])
      .optional()
      .describe('Count how many different ones of these there were, instead of events'),
  })
  .refine(({ by: each, distinct }) => distinct === undefined || !each.includes(distinct), {
    path: ['distinct'],
    message: 'what is counted by cannot be what is different: there is only one',
  });

export const rate = defineFact({
  name: 'rate',
  words: {
    label: 'how often',
    help: 'How often something happened within the time up to and including this answer. response, agree and reject count attempts, denied ones too, so that it falls quiet for the whole time before it passes again; deny and flag count verdicts. Counts are exact up to just above the largest number that any rule compares with, and stop there: "21 or more".',
  },
  type: 'number',
  values: wholeNumbers(0),
  nullWhen: 'the answer lacks what is counted by: the platform sent no client address',
  params,
  source: {
    kind: 'rate',
    rate: ({ of, by: each, within, distinct }) => ({
      of,
      by: each,
      withinMs: within,
      distinct: distinct ?? null,
    }),
  },
});
