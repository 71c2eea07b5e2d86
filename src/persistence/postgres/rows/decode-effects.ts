import { z } from 'zod';
import { parseJson } from '../../../moderation/model/json.js';

const labelEffect = z.object({
  type: z.literal('label'),
  item: z.number(),
  rule: z.string(),
  account: z.string(),
  label: z.string(),
  /** Absent in records of earlier versions when the label does not expire. */
  expiresAt: z.number().nullable().default(null),
});
const effects = z.array(z.union([labelEffect, z.object({ type: z.literal('flag') })]));

export type LabelEffect = z.infer<typeof labelEffect>;

/** Reads the effects of a decision's record. Their strings are escaped as those of columns are. Throws a `SyntaxError`. */
export function decodeEffects(text: string): z.infer<typeof effects> {
  const read = effects.safeParse(parseJson(text));
  if (!read.success)
    throw new SyntaxError(`a record whose effects cannot be read: ${z.prettifyError(read.error)}`);
  return read.data;
}
