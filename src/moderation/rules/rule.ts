import { z } from 'zod';
import type { Condition } from '../conditions/condition.js';
import type { ConditionContext } from '../conditions/condition-context.js';
import { parseConditions, type ParsedConditions } from '../conditions/parse-conditions.js';
import { conditionSchema, type Vocabulary } from '../conditions/condition-schema.js';
import { depthProblemsOf } from './json-depth.js';
import { duration } from '../model/duration.js';
import { pointer, refusesAlways, type Problem } from '../model/problem.js';
import { FIRST_RULE_CODE, LAST_CODE, nextFreeCode, type ResultCode } from '../model/result-code.js';
import { parseBySchema } from '../model/schema-problems.js';

const nameSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'small letters, digits and hyphens are wanted, 64 at most');

const accountSchema = z
  .enum(['from', 'to', 'requester'])
  .describe('Whom it is about: who answers, who had asked, or who issued the call. "from" when left out');

const eventSchema = z.discriminatedUnion('type', [
  z
    .strictObject({
      type: z.literal('deny'),
      params: z.strictObject({
        resultCode: z.int().min(FIRST_RULE_CODE).max(LAST_CODE).describe('A number of result-codes.json'),
      }),
    })
    .describe('Stops the answer. Terminal'),
  z
    .strictObject({ type: z.literal('allow'), params: z.strictObject({}).optional() })
    .describe('Lets the answer pass. Terminal'),
  z
    .strictObject({
      type: z.literal('flag'),
      params: z.strictObject({ account: accountSchema.optional() }).optional(),
    })
    .describe('Lets the answer pass, and opens a review case'),
  z
    .strictObject({
      type: z.literal('label'),
      params: z.strictObject({
        label: nameSchema,
        account: accountSchema.optional(),
        for: duration
          .optional()
          .describe('How long the label stands: 90s, 10m, 24h, 30d. Until it is cleared when left out'),
      }),
    })
    .describe('Lets the answer pass, and marks an account'),
]);

const exampleSchema = z.strictObject({
  it: z.string().min(1).describe('What the rule does here: "stops the 21st agreement in ten minutes"'),
  expect: z
    .enum(['deny', 'allow', 'flag', 'label', 'pass'])
    .describe(
      'The type of the event when the rule matches; "pass" (or "allow", but for an allow rule) when it does not',
    ),
  given: z.array(
    z.strictObject({ fact: z.string(), params: z.record(z.string(), z.json()).optional(), value: z.json() }),
  ),
});

/** The shape of a rule file; with a vocabulary, of one that uses its names. */
function ruleSchemaFor(vocabulary?: Vocabulary) {
  return z.strictObject({
    $schema: z.string().optional(),
    name: nameSchema.describe("The rule's identity, and the name of its file; never changes"),
    description: z.string().min(1),
    priority: z.int().min(-1_000_000).max(1_000_000).default(1).describe('Higher is tried first'),
    conditions: conditionSchema(vocabulary),
    event: eventSchema,
    mode: z.enum(['live', 'shadow', 'off']).describe('In shadow a match is recorded and changes no verdict'),
    rollout: z
      .number()
      .min(0)
      .max(100)
      // Not by multipleOf: editors that check by remainder refuse 33.33.
      .refine((share) => Number.isInteger(Number((share * 100).toFixed(6))), 'two decimals at most')
      .default(100)
      .describe('Percent of accounts to which a live rule applies'),
    examples: z.array(exampleSchema).min(1),
  });
}

/** The one schema of a rule file. */
const ruleSchema = ruleSchemaFor();
/** The schema of a rule whose conditions are parsed elsewhere. */
const ruleSchemaWithoutConditions = ruleSchema.extend({ conditions: z.unknown() });
/** The parts that compare event and examples, even if other parts are wrong. */
const eventAndExamples = z.object({ event: eventSchema, examples: z.json() });
const expectation = exampleSchema.pick({ expect: true }).loose();
export type Rule = z.infer<typeof ruleSchema>;
export type Example = Rule['examples'][number];

/** The facts, conditions and codes that a rule may name. */
export interface RuleContext extends ConditionContext {
  readonly codes: ReadonlyMap<number, ResultCode>;
}

/** A rule that may be compiled. */
export interface CheckedRule {
  readonly rule: Rule;
  readonly conditions: Condition;
  /** Problems of weight `warning` and `tightened`. */
  readonly findings: readonly Problem[];
}

/** Reads a rule, or says everything that is wrong with it. Its examples are run elsewhere. */
export function checkRule(
  json: unknown,
  context: RuleContext,
): CheckedRule | { readonly problems: readonly Problem[] } {
  const depth = depthProblemsOf(json);
  if (depth.length > 0) return { problems: depth };
  const shape = parseBySchema(ruleSchemaWithoutConditions, json, { keys: Object.keys(ruleSchema.shape) });
  const conditions = conditionsOf(json, context);
  const problems = [
    ...('problems' in shape ? shape.problems : []),
    ...('problems' in conditions ? conditions.problems : conditions.findings),
    ...problemsOfEvent(json, context),
  ];
  if (problems.some(refusesAlways) || 'problems' in conditions) return { problems };
  return { rule: ruleSchema.parse(json), conditions: conditions.conditions, findings: problems };
}

/** A JSON Schema of rule files, for editors: it completes the names of the vocabulary. */
export function ruleJsonSchema(vocabulary: Vocabulary): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(ruleSchemaFor(vocabulary), { io: 'input' });
}

/** The schema reports conditions that are missing. */
function conditionsOf(json: unknown, context: ConditionContext): ParsedConditions {
  const hasConditions = json !== null && typeof json === 'object' && 'conditions' in json;
  return hasConditions ? parseConditions(json.conditions, context) : { problems: [] };
}

/** Problems of an event, and of examples that expect another, whatever else is wrong with the rule. */
function problemsOfEvent(json: unknown, { codes }: RuleContext): readonly Problem[] {
  const read = parseBySchema(eventAndExamples, json);
  if ('problems' in read) return [];
  const { event, examples } = read.data;
  const problems = problemsOfExpectations(event.type, examples);
  // Without a registry no code can be checked.
  if (event.type !== 'deny' || codes.size === 0 || codes.has(event.params.resultCode)) return problems;
  const code = event.params.resultCode;
  const at = pointer('event', 'params', 'resultCode');
  const message = `the registry has no result code ${code}`;
  return [{ at, message, hint: codeHint(code, nextFreeCode(codes.keys())) }, ...problems];
}

function codeHint(code: number, free: number | null): string {
  if (free === null) return 'take one of result-codes.json: all numbers are in use';
  if (free === code) return 'it is free: add it to result-codes.json with its meaning and its texts';
  return `take one of result-codes.json, or add the next free one, ${free}, with its meaning and its texts`;
}

function problemsOfExpectations(type: string, examples: unknown): readonly Problem[] {
  if (!Array.isArray(examples)) return [];
  return examples.flatMap((example: unknown, index) => {
    const read = parseBySchema(expectation, example);
    if ('problems' in read || ['pass', 'allow', type].includes(read.data.expect)) return [];
    const message = `a rule of type "${type}" never gives "${read.data.expect}"`;
    return [{ at: pointer('examples', index, 'expect'), message, hint: `write "${type}" or "pass"` }];
  });
}
