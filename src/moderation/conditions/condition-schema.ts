import { z } from 'zod';
import { decoratorCatalogue, operatorCatalogue } from './operators.js';

/** Conditions as a rule file holds them. Parsing knows more: types of values, parameters, names. */
export type ConditionJson =
  | { readonly all: readonly ConditionJson[]; name?: string | undefined; priority?: number | undefined }
  | { readonly any: readonly ConditionJson[]; name?: string | undefined; priority?: number | undefined }
  | { readonly not: ConditionJson; name?: string | undefined; priority?: number | undefined }
  | { readonly condition: string; name?: string | undefined; priority?: number | undefined }
  | z.infer<ReturnType<typeof comparisonSchema>>;

/** The names that an editor offers. */
export interface Vocabulary {
  readonly facts: readonly string[];
  readonly operators: readonly string[];
  readonly shared: readonly string[];
}

/** The shape of conditions; with a vocabulary, of those that use its names. */
export function conditionSchema(vocabulary?: Vocabulary): z.ZodType<ConditionJson> {
  const common = { name: z.string().optional(), priority: z.int().min(1).optional() };
  const comparison = comparisonSchema(vocabulary);
  const shared = z.strictObject({ condition: nameFrom(vocabulary?.shared), ...common });
  const node: z.ZodType<ConditionJson> = z.lazy(() => z.union([all, any, not, shared, comparison]));
  const all = z.strictObject({ all: z.array(node).min(1), ...common });
  const any = z.strictObject({ any: z.array(node).min(1), ...common });
  const not = z.strictObject({ not: node, ...common });
  return z.union([all, any, not, shared]);
}

function comparisonSchema(vocabulary?: Vocabulary) {
  const reference = {
    fact: nameFrom(vocabulary?.facts),
    params: z.record(z.string(), z.json()).optional(),
    path: z.string().optional().describe('Properties and indexes: $.a.b, $[0]'),
  };
  return z.strictObject({
    ...reference,
    operator: operatorFrom(vocabulary?.operators),
    value: z.union([z.strictObject(reference), z.json()]).describe('A value, or { "fact": … }'),
    name: z.string().optional(),
    priority: z.int().min(1).optional(),
  });
}

function nameFrom(names: readonly string[] | undefined): z.ZodType<string> {
  return names === undefined || names.length === 0 ? z.string().min(1) : z.enum(names);
}

/** The plain names are offered; decorated ones are recognised. */
function operatorFrom(names: readonly string[] | undefined): z.ZodType<string> {
  if (names === undefined || names.length === 0) return z.string().min(1);
  const decorated = `^(?:(?:${[...decoratorCatalogue.keys()].join('|')}):)+(?:${names.join('|')})$`;
  return z.union([z.enum(names), z.string().regex(new RegExp(decorated))]);
}

/** The names of all operators, without decorators. */
export const operatorNames: readonly string[] = [...operatorCatalogue.keys()];
