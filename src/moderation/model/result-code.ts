import { z } from 'zod';

export const languages = ['en', 'zh', 'ko'] as const;
export type Language = (typeof languages)[number];

/** The service's own codes: 38000 to 38009. Rules use the rest of the platform's range. */
export const ownCodes = {
  undecided: 38000,
  notOurApp: 38001,
  badSignature: 38002,
  malformed: 38003,
  addressNotAllowed: 38004,
  ambiguousRequest: 38005,
  noSuchEndpoint: 38006,
} as const;

export const FIRST_RULE_CODE = 38010;
export const LAST_CODE = 39000;

/** The registry of result codes: a number keeps its meaning for ever. */
const resultCodeSchema = z.strictObject({
  code: z.int().min(38000).max(LAST_CODE),
  meaning: z.string().min(1).describe('What the code means, for staff'),
  text: z
    .strictObject({ en: z.string().min(1), zh: z.string().min(1), ko: z.string().min(1) })
    .describe('What ResultInfo says, by language'),
});
export const resultCodesSchema = z.strictObject({
  $schema: z.string().optional(),
  codes: z.array(resultCodeSchema),
});
export type ResultCode = z.infer<typeof resultCodeSchema>;

/** The lowest number for the code of a rule that is not in use; `null` when none is left. */
export function nextFreeCode(used: Iterable<number>): number | null {
  const taken = new Set(used);
  for (let code = FIRST_RULE_CODE; code <= LAST_CODE; code += 1) if (!taken.has(code)) return code;
  return null;
}
